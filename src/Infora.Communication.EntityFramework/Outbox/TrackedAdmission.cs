using Infora.Communication.Campaigns;
using Infora.Communication.EntityFramework.Campaigns;
using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.EntityFramework.Providers;
using Infora.Communication.EntityFramework.Statistics;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Outbox;

/// <summary>An admission through Entity Framework, for a transaction that nobody else writes beside.</summary>
internal sealed class TrackedAdmission(DbContext context, AdmissionRequest request)
{
    public async Task<Admission> AdmitAsync(CancellationToken cancellationToken)
    {
        var state = await context.Set<ProviderStateEntity>().AsTracking()
            .SingleOrDefaultAsync(row => row.ProviderId == request.ProviderId, cancellationToken).ConfigureAwait(false)
            ?? context.Add(new ProviderStateEntity { ProviderId = request.ProviderId }).Entity;
        var standing = await context.Set<ProviderEntity>()
            .Where(provider => provider.Id == request.ProviderId && provider.Channel == request.Channel && provider.IsActive)
            .Select(provider => (long?)provider.Version)
            .SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        var paused = await context.Set<SendingSwitchEntity>().AnyAsync(row => row.Paused, cancellationToken).ConfigureAwait(false);
        var held = await HeldAsync(cancellationToken).ConfigureAwait(false);
        var heldBack = await HeldBackAsync(held.Values, cancellationToken).ConfigureAwait(false);
        var admission = await new AdmissionDecision(request, state.Read(), paused, standing)
            .AdmitAsync(held.Values.Select(message => new MessageClaim(message.Id, message.Claim)).ToHashSet(), heldBack, Mark)
            .ConfigureAwait(false);
        await context.SaveCountedAsync(cancellationToken).ConfigureAwait(false);
        return admission;

        Task<IReadOnlySet<Guid>> Mark(IReadOnlyList<AdmissionCandidate> messages)
        {
            foreach (var message in messages)
            {
                held[message.Id].HandedTo = request.ProviderId;
            }

            state.Count(state.Read().Take(request.Day, messages.Count));
            return Task.FromResult<IReadOnlySet<Guid>>(messages.Select(message => message.Id).ToHashSet());
        }
    }

    private async Task<HashSet<Guid>> HeldBackAsync(IReadOnlyCollection<MessageEntity> held, CancellationToken cancellationToken)
    {
        var campaigns = held.Where(message => message.CampaignId is not null).Select(message => message.CampaignId!.Value).Distinct().ToList();
        if (campaigns.Count is 0)
        {
            return [];
        }

        var running = await context.Set<CampaignEntity>()
            .Where(campaign => campaigns.Contains(campaign.Id) && campaign.Status == CampaignStatus.Running)
            .Select(campaign => campaign.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
        return held.Where(message => message.CampaignId is { } id && !running.Contains(id)).Select(message => message.Id).ToHashSet();
    }

    /// <summary>The messages whose claims hold; those that were taken back meanwhile are cancelled.</summary>
    private async Task<Dictionary<Guid, MessageEntity>> HeldAsync(CancellationToken cancellationToken)
    {
        var claims = request.Messages.Select(message => new MessageClaim(message.Id, message.Claim)).ToHashSet();
        var ids = claims.Select(claim => claim.Id).Distinct().ToList();
        var sending = await context.Set<MessageEntity>().AsTracking()
            .Where(message => ids.Contains(message.Id) && message.Status == MessageStatus.Sending)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        sending.RemoveAll(message => !claims.Contains(new MessageClaim(message.Id, message.Claim)));

        // The row may name who was asked since it was claimed, and surely did not take it.
        var candidates = request.Messages.ToDictionary(message => message.Id);
        sending.ForEach(message => message.HandedTo = candidates[message.Id].HandedTo);
        var cancelled = await MessageCancellations.CancelMetAsync(context, sending, request.Now, cancellationToken).ConfigureAwait(false);
        return sending.Except(cancelled).ToDictionary(message => message.Id);
    }
}
