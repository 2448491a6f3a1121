using Infora.Communication.Messages;
using Infora.Communication.Templates;

namespace Infora.Communication.Delivery;

/// <summary>Renders a message that was stored with its template's variables, as it is sent.</summary>
internal sealed class MessageRendering(RecentTemplates templates, TemplateRendering rendering)
{
    /// <returns>The message with its subject and bodies, or why there is none.</returns>
    public async Task<(RenderedMessage? Rendered, string? Error)> RenderAsync(StoredMessage message, CancellationToken cancellationToken)
    {
        var content = message.Content!;
        if (content.Variables is null)
        {
            return (new RenderedMessage(message.State.Id, content), null);
        }

        var template = message.State.TemplateId is { } id
            ? await templates.FindAsync(message.State.Channel, id, message.State.QueuedAt, cancellationToken).ConfigureAwait(false)
            : null;
        if (template is null)
        {
            return (null, $"The template {message.State.TemplateId} does not exist any more.");
        }

        var rendered = await rendering.RenderAsync(template, TemplateVariables.From(content.Variables), cancellationToken).ConfigureAwait(false);
        return rendered.Errors.Count > 0
            ? (null, string.Join(" ", rendered.Errors.Select(error => $"{error.Field}: {error.Message}")))
            : (Filled(message.State.Id, content, rendered), null);
    }

    private static RenderedMessage Filled(Guid id, MessageContent content, RenderedTemplate rendered) =>
        new(id, content with { Subject = rendered.Subject, HtmlBody = rendered.HtmlBody, TextBody = rendered.TextBody, Variables = null })
        {
            Variable = rendered.Variable,
        };
}
