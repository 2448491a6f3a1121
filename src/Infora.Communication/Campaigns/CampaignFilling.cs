using Infora.Communication.Campaigns.Upload;
using Infora.Communication.Messages;
using Infora.Communication.Templates;

namespace Infora.Communication.Campaigns;

/// <summary>Reads recipients into a draft, a portion at a time, so that a million of them need no more memory than a thousand.</summary>
internal sealed class CampaignFilling(ICampaignStore store, CampaignRecipients recipients, CampaignAudiences audiences)
{
    private const int Portion = 2_000;
    private const int MostReported = 100;

    public async Task<CampaignFill> AddAsync(Campaign campaign, IAsyncEnumerable<CampaignRecipientRow> rows, CancellationToken cancellationToken)
    {
        var shared = TemplateVariables.From(campaign.Variables);
        var portion = new List<StoredMessage>(Portion);
        var invalid = new List<InvalidRecipient>();
        var (added, duplicates, invalidCount) = (0L, 0L, 0L);

        // One portion is stored while the next is read.
        var storing = Task.FromResult(true);
        try
        {
            await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                string? wrong = null;
                if (row.Recipient is { } recipient && recipients.Read(campaign, shared, recipient, out var message, out wrong))
                {
                    portion.Add(message);
                }
                else
                {
                    invalidCount++;
                    if (invalid.Count < MostReported)
                    {
                        invalid.Add(new InvalidRecipient(row.Line, row.Wrong ?? $"{RecipientColumn.Of(campaign.Channel)} {wrong}"));
                    }
                }

                if (portion.Count is Portion)
                {
                    if (!await storing.ConfigureAwait(false))
                    {
                        break;
                    }

                    storing = StoreAsync(portion);
                    portion = new List<StoredMessage>(Portion);
                }
            }
        }
        finally
        {
            // Where reading failed, what was begun is finished all the same.
            await ((Task)storing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return await storing.ConfigureAwait(false) && await StoreAsync(portion).ConfigureAwait(false)
            ? Result(CampaignOutcome.Done, reason: null)
            : Result(CampaignOutcome.NotAllowed, "The campaign was started, or cancelled, while recipients were added to it.");

        async Task<bool> StoreAsync(List<StoredMessage> read)
        {
            if (read.Count is 0)
            {
                return true;
            }

            var (outcome, stored) = await store.AddRecipientsAsync(campaign.Channel, campaign.Id, read, cancellationToken).ConfigureAwait(false);
            if (outcome is not StoreOutcome.Done)
            {
                return false;
            }

            added += stored;
            duplicates += read.Count - stored;
            return true;
        }

        CampaignFill Result(CampaignOutcome outcome, string? reason) => new()
        {
            Outcome = outcome,
            Reason = reason,
            Added = added,
            Duplicates = duplicates,
            InvalidCount = invalidCount,
            Invalid = invalid,
        };
    }

    /// <summary>Reads the audience of a draft that was not read to its end yet.</summary>
    public async Task<CampaignFill> FillAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        if (audiences.Find(campaign.Audience!) is not { } audience)
        {
            return new CampaignFill { Outcome = CampaignOutcome.NotAllowed, Reason = $"The host has no audience '{campaign.Audience}' any more." };
        }

        var fill = await AddAsync(campaign, audiences.ReadAsync(audience, new CampaignAudienceRequest(campaign.Id, campaign.Channel, campaign.Category), cancellationToken), cancellationToken).ConfigureAwait(false);
        if (fill.Outcome is CampaignOutcome.Done)
        {
            await store.ChangeAsync(
                campaign.Channel,
                campaign.Id,
                progress => progress.Campaign.Status is CampaignStatus.Draft ? progress.Campaign with { IsFilled = true } : null,
                cancellationToken).ConfigureAwait(false);
        }

        return fill;
    }
}
