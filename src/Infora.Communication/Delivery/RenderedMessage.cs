using Infora.Communication.Messages;

namespace Infora.Communication.Delivery;

/// <summary>A message as it is handed over.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">Its content, rendered.</param>
internal sealed record RenderedMessage(Guid Id, MessageContent Content)
{
    /// <summary>For each part that a template was rendered into, by its wire name, the ranges that the template filled in.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Range>> Variable { get; init; } = new Dictionary<string, IReadOnlyList<Range>>();
}
