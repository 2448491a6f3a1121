using System.Runtime.CompilerServices;
using Infora.Communication.Delivery;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Sms;
using Infora.Communication.Suppressions;
using Infora.Communication.Templates;

namespace Infora.Communication.Campaigns;

/// <summary>Renders a campaign for every recipient, without sending anything.</summary>
internal sealed class CampaignEstimator(
    ICampaignStore store,
    ITemplateStore templates,
    TemplateRendering rendering,
    ProviderCatalogue catalogue,
    ProviderRouter router,
    ISendingStateStore sending,
    SuppressionCheck suppressions,
    PromotionalMail promotional,
    CommunicationEnvironment environment,
    TimeProvider time)
{
    private const int Portion = 1_000;
    private const int MostReported = 100;

    /// <summary>Makes the estimate anew.</summary>
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
        // Everything as it is at one moment: what the recipients are compared with is read once.
        var now = time.GetUtcNow();
        var template = await templates.FindAsync(campaign.Channel, campaign.TemplateId, cancellationToken).ConfigureAwait(false);
        var (active, inactive) = await catalogue.GetChannelAsync(campaign.Channel, cancellationToken).ConfigureAwait(false);
        var usable = active.Where(provider => provider.Fault is null).ToList();
        var usage = await sending.ListProvidersAsync(cancellationToken).ConfigureAwait(false);
        var tally = new EstimateTally(campaign, new ProviderShares(usable, usage, campaign.MessagesPerSecond, environment, now));
        await foreach (var portion in recipients.Chunk(Portion).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var (recipient, suppression, _) in await suppressions.AskAsync(portion, cancellationToken).ConfigureAwait(false))
            {
                if (suppression is not null)
                {
                    tally.AddSuppressed();
                    continue;
                }

                var (segments, errors) = await RenderAsync(template, recipient, cancellationToken).ConfigureAwait(false);
                var number = recipient.Content?.Recipient;
                tally.Add(segments, number, errors, router.Plan(recipient.State, number, usable, inactive).Candidates);
            }
        }

        return tally.Result(now);
    }

    /// <summary>Which variables are missing for which of the recipients that a draft names; the first hundred.</summary>
    public async Task<IReadOnlyList<FieldError>> ListMissingAsync(CampaignDraft draft, CancellationToken cancellationToken)
    {
        var template = await templates.FindAsync(draft.Channel, draft.TemplateId, cancellationToken).ConfigureAwait(false);
        var missing = new List<FieldError>();
        for (var i = 0; template is not null && i < draft.Recipients.Count && missing.Count < MostReported; i++)
        {
            var variables = promotional.WithLink(
                draft.Channel, draft.Category, draft.Recipients[i].Address, Guid.Empty, draft.Variables.Merge(draft.Recipients[i].Variables));
            var rendered = await rendering.RenderAsync(template, variables, cancellationToken).ConfigureAwait(false);
            missing.AddRange(rendered.Errors.Select(error => error with { Field = $"recipients[{i}].{error.Field}" }));
        }

        return [.. missing.Take(MostReported)];
    }

    private async ValueTask<(SmsSegments? Segments, IReadOnlyList<FieldError> Errors)> RenderAsync(
        MessageTemplate? template, StoredMessage recipient, CancellationToken cancellationToken)
    {
        if (template is not { IsActive: true })
        {
            return (null, [new FieldError("template_id", template is null ? "the template does not exist any more" : $"the template '{template.Name}' is not active")]);
        }

        var state = recipient.State;
        var variables = promotional.WithLink(
            state.Channel, state.Category, recipient.Content!.Recipient, state.Id, TemplateVariables.From(recipient.Content.Variables));
        var rendered = await rendering.RenderAsync(template, variables, cancellationToken).ConfigureAwait(false);
        return (state.Channel is MessageChannel.Sms && rendered is { Errors.Count: 0, TextBody: { } text } ? SmsSegments.Count(text) : null, rendered.Errors);
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
