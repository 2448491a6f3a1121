using Infora.Communication.Providers;
using Infora.Communication.Sms;
using Infora.Communication.Suppressions;

namespace Infora.Communication.Templates;

/// <summary>Stores templates that parse, and shows what they come to.</summary>
public sealed class TemplateCatalogue
{
    /// <summary>Promotional mail gets its link as it is sent; a preview has no recipient to make one for.</summary>
    private static readonly TemplateVariables SampleLink = TemplateVariables.From(
        new Dictionary<string, object?> { [PromotionalMail.UnsubscribeUrl] = "https://example.com/unsubscribe" });

    private readonly ITemplateStore _store;
    private readonly ITemplateRenderer _renderer;
    private readonly TemplateRendering _rendering;
    private readonly ProviderCatalogue _providers;

    internal TemplateCatalogue(
        ITemplateStore store, ITemplateRenderer renderer, TemplateRendering rendering, ProviderCatalogue providers) =>
        (_store, _renderer, _rendering, _providers) = (store, renderer, rendering, providers);

    /// <summary>Stores a new template.</summary>
    /// <param name="draft">The template.</param>
    /// <param name="cancellationToken">Stops before it is stored.</param>
    public async Task<TemplateChange> AddAsync(TemplateDraft draft, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (Check(draft) is { Count: > 0 } errors)
        {
            return Invalid(errors);
        }

        var added = await _store.AddAsync(ToTemplate(draft), cancellationToken).ConfigureAwait(false);
        return new TemplateChange(added is null ? StoreOutcome.NameTaken : StoreOutcome.Done, added, []);
    }

    /// <summary>Replaces a template.</summary>
    /// <param name="id">Its id in its channel.</param>
    /// <param name="draft">The template as it is to be.</param>
    /// <param name="expectedVersion">The version that the caller saw, or null to replace any.</param>
    /// <param name="cancellationToken">Stops before it is stored.</param>
    public async Task<TemplateChange> UpdateAsync(
        int id, TemplateDraft draft, long? expectedVersion = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var existing = await _store.FindAsync(draft.Channel, id, cancellationToken).ConfigureAwait(false);
        if (existing is null)
        {
            return new TemplateChange(StoreOutcome.NotFound, null, []);
        }

        if (Check(draft) is { Count: > 0 } errors)
        {
            return Invalid(errors);
        }

        var changed = ToTemplate(draft) with { Id = id, Version = expectedVersion ?? existing.Version };
        var result = await _store.UpdateAsync(changed, cancellationToken).ConfigureAwait(false);
        return new TemplateChange(result.Outcome, result.Value, []);
    }

    /// <summary>Deletes a template. Messages made from it stay.</summary>
    /// <param name="channel">Its channel.</param>
    /// <param name="id">Its id.</param>
    /// <param name="expectedVersion">The version that the caller saw, or null to delete any.</param>
    /// <param name="cancellationToken">Stops before it is deleted.</param>
    public async Task<TemplateChange> DeleteAsync(
        MessageChannel channel, int id, long? expectedVersion = null, CancellationToken cancellationToken = default)
    {
        var result = await _store.DeleteAsync(channel, id, expectedVersion, cancellationToken).ConfigureAwait(false);
        return new TemplateChange(result.Outcome, result.Value, []);
    }

    /// <summary>The variables that a template uses in any of its parts, by name. Required where one part requires it.</summary>
    /// <param name="template">The template.</param>
    public IReadOnlyList<TemplateVariable> VariablesOf(MessageTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        return [.. new[] { template.Subject, template.HtmlBody, template.TextBody }
            .OfType<string>()
            .SelectMany(source => _renderer.Parse(source).Template?.Variables ?? [])
            .GroupBy(variable => variable.Name)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new TemplateVariable(group.Key, group.Any(variable => variable.Required)))];
    }

    /// <summary>Shows what a template comes to, as sending would.</summary>
    /// <param name="channel">Its channel.</param>
    /// <param name="id">Its id.</param>
    /// <param name="variables">Its variables; null for sample values.</param>
    /// <param name="cancellationToken">Stops the rendering.</param>
    /// <returns>Null where there is no such template.</returns>
    public async Task<TemplatePreview?> PreviewAsync(
        MessageChannel channel, int id, TemplateVariables? variables, CancellationToken cancellationToken = default)
    {
        var template = await _store.FindAsync(channel, id, cancellationToken).ConfigureAwait(false);
        if (template is null)
        {
            return null;
        }

        var values = variables ?? SampleVariables.For(channel, VariablesOf(template));
        values = channel is MessageChannel.Email ? SampleLink.Merge(values) : values;
        var rendered = await _rendering.RenderAsync(template, values, cancellationToken).ConfigureAwait(false);
        var preview = new TemplatePreview
        {
            Subject = rendered.Subject,
            HtmlBody = rendered.HtmlBody,
            TextBody = rendered.TextBody,
            Errors = rendered.Errors,
        };
        return channel is MessageChannel.Sms && rendered is { Errors.Count: 0, TextBody: { } text }
            ? await CountAsync(preview, text, cancellationToken).ConfigureAwait(false)
            : preview;
    }

    private static TemplateChange Invalid(IReadOnlyList<FieldError> errors) => new(StoreOutcome.Done, null, errors);

    private static MessageTemplate ToTemplate(TemplateDraft draft) => new()
    {
        Channel = draft.Channel,
        Name = draft.Name.Trim(),
        Type = draft.Type,
        Subject = draft.Subject,
        HtmlBody = draft.HtmlBody,
        TextBody = draft.TextBody,
        IsActive = draft.IsActive,
    };

    private async Task<TemplatePreview> CountAsync(TemplatePreview preview, string text, CancellationToken cancellationToken)
    {
        var segments = SmsSegments.Count(text);
        var (active, _) = await _providers.GetChannelAsync(MessageChannel.Sms, cancellationToken).ConfigureAwait(false);
        var options = active.Select(provider => provider.Options).OfType<SmsProviderOptions>().FirstOrDefault();
        return preview with
        {
            Segments = segments,
            ExceedsMaxSegments = segments.Segments > (options?.MaxSegments ?? 10),
            EstimatedCost = options?.CostOf(segments.Segments, number: null),
        };
    }

    private List<FieldError> Check(TemplateDraft draft) => TemplateValidator.Check(draft, _renderer);
}
