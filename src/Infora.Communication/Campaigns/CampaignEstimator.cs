using System.Runtime.CompilerServices;
using Infora.Communication.Messages;
using Infora.Communication.Templates;

namespace Infora.Communication.Campaigns;

/// <summary>Renders a campaign for every recipient, without sending anything.</summary>
internal sealed class CampaignEstimator(ICampaignStore store, ITemplateStore templates, TemplateRendering rendering, TimeProvider time)
{
    private const int Portion = 1_000;
    private const int MostMissing = 20;
    private const int MostReported = 100;

    /// <summary>Makes the estimate anew, unless it was made already with all of the recipients and the template as it is.</summary>
    /// <returns>The campaign with its estimate, or null.</returns>
    public async Task<Campaign?> EstimateAsync(MessageChannel channel, int id, CancellationToken cancellationToken)
    {
        var campaign = await store.FindAsync(channel, id, cancellationToken).ConfigureAwait(false);
        if (campaign is null)
        {
            return null;
        }

        var estimate = await EstimateAsync(campaign, ReadAsync(id, cancellationToken), cancellationToken).ConfigureAwait(false);
        var (changed, _) = await store.ChangeAsync(
            channel,
            id,
            progress => progress.Total == estimate.Recipients ? progress.Campaign with { Estimate = estimate } : null,
            cancellationToken).ConfigureAwait(false);
        return changed;
    }

    /// <summary>What a campaign would do for these recipients.</summary>
    public async Task<CampaignEstimate> EstimateAsync(
        Campaign campaign, IAsyncEnumerable<StoredMessage> recipients, CancellationToken cancellationToken)
    {
        var template = await templates.FindAsync(campaign.Channel, campaign.TemplateId, cancellationToken).ConfigureAwait(false);
        var (count, missing) = (0L, 0L);
        var names = new HashSet<string>();
        await foreach (var recipient in recipients.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            count++;
            var rendered = template is null
                ? new RenderedTemplate(null, null, null, [new FieldError("template_id", "the template does not exist any more")])
                : await rendering.RenderAsync(template, TemplateVariables.From(recipient.Content?.Variables), cancellationToken).ConfigureAwait(false);
            if (rendered.Errors.Count > 0)
            {
                missing++;
                names.UnionWith(rendered.Errors.Select(error => error.Field).TakeWhile(_ => names.Count < MostMissing));
            }
        }

        return new CampaignEstimate
        {
            Recipients = count,
            MessagesWithMissingVariables = missing,
            Missing = [.. names.Order(StringComparer.Ordinal)],
            Segments = 0,
            Cost = [],
            Duration = TimeSpan.Zero,
            ExceedsLimit = [],
            TemplateVersion = template?.Version ?? 0,
            MadeAt = time.GetUtcNow(),
        };
    }

    /// <summary>Which variables are missing for which of the recipients that a draft names; the first hundred.</summary>
    public async Task<IReadOnlyList<FieldError>> ListMissingAsync(CampaignDraft draft, CancellationToken cancellationToken)
    {
        var template = (await templates.FindAsync(draft.Channel, draft.TemplateId, cancellationToken).ConfigureAwait(false))!;
        var missing = new List<FieldError>();
        for (var i = 0; i < draft.Recipients.Count && missing.Count < MostReported; i++)
        {
            var variables = draft.Variables.Merge(draft.Recipients[i].Variables);
            var rendered = await rendering.RenderAsync(template, variables, cancellationToken).ConfigureAwait(false);
            missing.AddRange(rendered.Errors.Select(error => error with { Field = $"recipients[{i}].{error.Field}" }));
        }

        return [.. missing.Take(MostReported)];
    }

    private async IAsyncEnumerable<StoredMessage> ReadAsync(int id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Guid? after = null;
        IReadOnlyList<StoredMessage> page;
        do
        {
            page = await store.ListRecipientsAsync(id, after, Portion, cancellationToken).ConfigureAwait(false);
            foreach (var recipient in page)
            {
                yield return recipient;
            }

            after = page.Count > 0 ? page[^1].State.Id : after;
        }
        while (page.Count is Portion);
    }
}
