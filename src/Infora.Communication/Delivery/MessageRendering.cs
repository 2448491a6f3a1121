using Infora.Communication.Messages;
using Infora.Communication.Suppressions;
using Infora.Communication.Templates;

namespace Infora.Communication.Delivery;

/// <summary>Renders a message that was stored with its template's variables, as it is sent.</summary>
internal sealed class MessageRendering(RecentTemplates templates, TemplateRendering rendering, PromotionalMail promotional)
{
    /// <returns>The message with its subject and bodies, or why there is none.</returns>
    public async Task<(RenderedMessage? Rendered, string? Error)> RenderAsync(StoredMessage message, CancellationToken cancellationToken)
    {
        var state = message.State;
        var content = promotional.WithHeaders(state, message.Content!);
        if (content.Variables is null)
        {
            return (new RenderedMessage(state.Id, content), null);
        }

        var template = state.TemplateId is { } id
            ? await templates.FindAsync(state.Channel, id, state.QueuedAt, cancellationToken).ConfigureAwait(false)
            : null;
        if (template is null)
        {
            return (null, $"The template {state.TemplateId} does not exist any more.");
        }

        var variables = promotional.WithLink(
            state.Channel, state.Category, content.Recipient, state.Id, TemplateVariables.From(content.Variables));
        var rendered = await rendering.RenderAsync(template, variables, cancellationToken).ConfigureAwait(false);
        return rendered.Errors.Count > 0
            ? (null, string.Join(" ", rendered.Errors.Select(error => $"{error.Field}: {error.Message}")))
            : (Filled(state.Id, content, rendered), null);
    }

    private static RenderedMessage Filled(Guid id, MessageContent content, RenderedTemplate rendered) =>
        new(id, content with { Subject = rendered.Subject, HtmlBody = rendered.HtmlBody, TextBody = rendered.TextBody, Variables = null })
        {
            Variable = rendered.Variable,
        };
}
