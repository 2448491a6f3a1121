using Infora.Communication.Outbox;

namespace Infora.Communication.Messages;

/// <content>What sending asks of it.</content>
internal sealed partial class InMemoryMessageStore
{
    private readonly Dictionary<string, DateTimeOffset> _cancellations = [];

    public Task<IReadOnlyList<StoredMessage>> ClaimDueAsync(
        ClaimRoom room, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var claimed = Enum.GetValues<MessagePriority>()
                .SelectMany(priority => _messages.Due(priority, now).Take(room.For(priority)))
                .Take(room.Total).ToList();
            return Task.FromResult(Lease(claimed, leaseUntil));
        }
    }

    public Task<IReadOnlyList<StoredMessage>> TakeOverAsync(
        int limit, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(Lease([.. _messages.Sending.Where(message => message.LeaseUntil < now).Take(limit)], leaseUntil));
        }
    }

    public Task ExtendLeasesAsync(IReadOnlyList<MessageClaim> claims, DateTimeOffset leaseUntil, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var claim in claims)
            {
                if (FindHeld(claim.Id, claim.Claim) is { } message)
                {
                    message.LeaseUntil = leaseUntil;
                }
            }
        }

        return Task.CompletedTask;
    }

    public async Task<Admission> AdmitAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        var provider = await providers.FindAsync(request.Channel, request.ProviderId, cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            var held = request.Messages.Where(candidate => FindHeld(candidate.Id, candidate.Claim) is not null && !CancelHeld(candidate, request.Now)).ToList();
            var lost = request.Messages.Except(held).Select(candidate => candidate.Id).ToHashSet();
            var heldBack = held.Where(candidate => _messages.Find(candidate.Id)!.State.CampaignId is { } id && !_runningCampaigns.Contains(id)).ToList();
            var admission = sending.Admit(request, provider is { IsActive: true } ? provider.Version : null, [.. held.Except(heldBack)], lost) with
            {
                HeldBack = heldBack.Select(candidate => candidate.Id).ToHashSet(),
            };
            foreach (var id in admission.Granted)
            {
                var message = _messages.Find(id)!;
                _messages.Update(message, message.State with { HandedTo = request.ProviderId });
            }

            return admission;
        }
    }

    public Task CompleteAsync(IReadOnlyList<MessageCompletion> completions, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var completion in completions)
            {
                if (_messages.Find(completion.State.Id) is not { } message)
                {
                    continue;
                }

                // A claim is only ever raised: one of an earlier claim must not give the later one back to its holder.
                var state = Applies(completion.State, message.State) ? completion.State with { Claim = message.State.Claim } : message.State;
                Write(message, completion with { State = state });
            }
        }

        return Task.CompletedTask;
    }

    public Task<int> ReleaseUncertainAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var due = _messages.DueUncertain(now).ToList();
            due.ForEach(message => _messages.Update(message, message.State with { Status = MessageStatus.Queued, NextAttemptAt = now }));
            return Task.FromResult(due.Count);
        }
    }

    public Task<int> ReleaseWaitingAsync(MessageChannel channel, int limit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var waiting = _messages.All
                .Where(message => message.State.Channel == channel
                    && message.State is { Status: MessageStatus.Queued, WaitingFor: WaitingFor.ProviderLimit or WaitingFor.ProviderOutage or WaitingFor.NoProvider }
                    && message.State.NextAttemptAt > now)
                .OrderBy(message => message.State.NextAttemptAt).Take(limit).ToList();
            waiting.ForEach(message => _messages.Update(message, message.State with { NextAttemptAt = now }));
            return Task.FromResult(waiting.Count);
        }
    }

    public Task<int> CancelAsync(string correlationKey, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var queued = _messages.All
                .Where(message => message.State.CorrelationKey == correlationKey && message.State.QueuedAt <= now
                    && message.State is { Status: MessageStatus.Queued } or { Status: MessageStatus.Uncertain, NextAttemptAt: not null }).ToList();
            queued.ForEach(message => Write(message, MessageCompletion.Cancelled(message.State, now)));
            _cancellations[correlationKey] = now;
            ForgetCancellations();
            return Task.FromResult(queued.Count);
        }
    }

    public Task<int> ApplyCancellationsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ForgetCancellations();
            return Task.FromResult(0);
        }
    }

    private IReadOnlyList<StoredMessage> Lease(List<InMemoryMessage> messages, DateTimeOffset leaseUntil)
    {
        foreach (var message in messages)
        {
            _messages.Update(message, message.State with { Status = MessageStatus.Sending, Claim = message.State.Claim + 1 });
            message.LeaseUntil = leaseUntil;
        }

        return [.. messages.Select(message => message.Read())];
    }

    private InMemoryMessage? FindHeld(Guid id, int claim) =>
        _messages.Find(id) is { State.Status: MessageStatus.Sending } message && message.State.Claim == claim ? message : null;

    /// <summary>
    /// Whoever holds the claim decides. Where it was taken over meanwhile, whoever handed the message over still knows the truth;
    /// one that was sent stays so, whoever has it in hand.
    /// </summary>
    private static bool Applies(MessageRecord completed, MessageRecord stored) => stored switch
    {
        { Status: MessageStatus.Sending } when stored.Claim == completed.Claim => true,
        { Status: MessageStatus.Uncertain, HandedTo: not null } => true,
        { Status: MessageStatus.Queued or MessageStatus.Sending, HandedTo: not null } => completed.Status is MessageStatus.Sent,
        _ => false,
    };

    private bool CancelHeld(AdmissionCandidate candidate, DateTimeOffset now)
    {
        if (!IsCancelled(candidate.CorrelationKey, candidate.QueuedAt))
        {
            return false;
        }

        var message = _messages.Find(candidate.Id)!;
        Write(message, MessageCompletion.Cancelled(message.State with { HandedTo = candidate.HandedTo }, now));
        return true;
    }

    private bool IsCancelled(string? correlationKey, DateTimeOffset queuedAt) =>
        correlationKey is not null && _cancellations.TryGetValue(correlationKey, out var at) && queuedAt <= at;

    /// <summary>A cancellation is kept while a message that it meets is being sent, which may come back to the queue.</summary>
    private void ForgetCancellations()
    {
        var needed = _messages.Sending.Where(message => IsCancelled(message.State.CorrelationKey, message.State.QueuedAt))
            .Select(message => message.State.CorrelationKey!).ToHashSet();
        foreach (var key in _cancellations.Keys.Where(key => !needed.Contains(key)).ToList())
        {
            _cancellations.Remove(key);
        }
    }

    private void Write(InMemoryMessage message, MessageCompletion completion)
    {
        if (completion.State.Status is MessageStatus.Queued && IsCancelled(completion.State.CorrelationKey, completion.State.QueuedAt))
        {
            var cancelled = MessageCompletion.Cancelled(completion.State, completion.State.QueuedAt);
            completion = completion with { State = cancelled.State, Events = [.. completion.Events, .. cancelled.Events] };
        }

        message.LeaseUntil = completion.State.Status is MessageStatus.Sending ? message.LeaseUntil : null;
        message.Attempts.AddRange(completion.Attempts);
        message.Events.AddRange(completion.Events);
        _messages.Update(message, completion.State);
        foreach (var place in completion.Returned)
        {
            sending.Return(place);
        }
    }
}
