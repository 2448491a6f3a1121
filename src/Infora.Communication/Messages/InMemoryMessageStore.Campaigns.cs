using Infora.Communication.Campaigns;
using Infora.Communication.Outbox;

namespace Infora.Communication.Messages;

/// <content>What campaigns ask of it.</content>
internal sealed partial class InMemoryMessageStore
{
    private readonly HashSet<int> _runningCampaigns = [];

    /// <summary>Whether messages of a campaign may leave.</summary>
    internal void SetRunning(int campaignId, bool runs)
    {
        lock (_gate)
        {
            _ = runs ? _runningCampaigns.Add(campaignId) : _runningCampaigns.Remove(campaignId);
        }
    }

    /// <summary>Adds those that are not there already.</summary>
    /// <returns>How many were added.</returns>
    internal int AddRecipients(IReadOnlyList<StoredMessage> recipients)
    {
        lock (_gate)
        {
            var added = 0;
            foreach (var recipient in recipients.Where(recipient => _messages.Find(recipient.State.Id) is null))
            {
                Add(recipient);
                added++;
            }

            return added;
        }
    }

    internal IReadOnlyList<StoredMessage> ListRecipients(int campaignId, Guid? after, int limit) => Locked<IReadOnlyList<StoredMessage>>(messages =>
    [
        .. messages.All.Where(message => message.State.CampaignId == campaignId && (after is null || message.State.Id > after))
            .Take(limit).Select(message => message.Read()),
    ]);

    internal IReadOnlyList<StoredMessage> ClaimRecipients(CampaignClaim claim, int limit)
    {
        lock (_gate)
        {
            return Lease([.. _messages.DueOfCampaign(claim.CampaignId, claim.Now).Take(limit)], claim.LeaseUntil);
        }
    }

    internal int CancelRecipients(int campaignId, int limit, DateTimeOffset now) => ChangeRecipients(
        campaignId,
        limit,
        state => state is { Status: MessageStatus.Queued } or { Status: MessageStatus.Uncertain, NextAttemptAt: not null },
        state => MessageCompletion.Cancelled(state, now));

    internal int RetryRecipients(int campaignId, int limit, DateTimeOffset now) => ChangeRecipients(
        campaignId, limit, state => state.Status is MessageStatus.Failed, state => MessageCompletion.SentAnew(state, now));

    private int ChangeRecipients(
        int campaignId, int limit, Func<MessageRecord, bool> which, Func<MessageRecord, MessageCompletion> change)
    {
        lock (_gate)
        {
            var found = _messages.All.Where(message => message.State.CampaignId == campaignId && which(message.State)).Take(limit).ToList();
            found.ForEach(message => Write(message, change(message.State)));
            return found.Count;
        }
    }
}
