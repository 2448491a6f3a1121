using System.Collections.Concurrent;

namespace Infora.Communication.Templates;

/// <summary>
/// Templates as they were read within the last second: a campaign would read the same one for each of its messages. A message
/// gets none that was read before it was accepted, so that whoever changes a template and then queues a message gets the change.
/// </summary>
internal sealed class RecentTemplates(ITemplateStore store, TimeProvider time)
{
    private const int Most = 100;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(MessageChannel Channel, int Id), (MessageTemplate Template, DateTimeOffset ReadAt)> _read = new();

    /// <param name="channel">The template's channel.</param>
    /// <param name="id">The template.</param>
    /// <param name="acceptedAt">When the message was accepted.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async ValueTask<MessageTemplate?> FindAsync(MessageChannel channel, int id, DateTimeOffset acceptedAt, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_read.TryGetValue((channel, id), out var recent) && recent.ReadAt > acceptedAt && now - recent.ReadAt < Fresh)
        {
            return recent.Template;
        }

        var template = await store.FindAsync(channel, id, cancellationToken).ConfigureAwait(false);
        if (template is not null)
        {
            if (_read.Count >= Most)
            {
                _read.Clear();
            }

            _read[(channel, id)] = (template, now);
        }

        return template;
    }
}
