using Infora.Communication.Outbox;

namespace Infora.Communication.EntityFramework.Outbox;

/// <summary>Decides on an admission from what a transaction found that keeps all others waiting meanwhile.</summary>
/// <param name="Request">What is asked.</param>
/// <param name="State">Where the provider stands.</param>
/// <param name="Paused">Whether all sending is switched off.</param>
/// <param name="Version">The version of the active provider; null where there is none.</param>
internal sealed record AdmissionDecision(AdmissionRequest Request, ProviderState State, bool Paused, long? Version)
{
    /// <param name="held">The claims that hold, of messages that are not cancelled.</param>
    /// <param name="heldBack">The ids of those of them whose campaign does not run any more.</param>
    /// <param name="mark">Hands messages over, and gives the ids of those whose claims still held.</param>
    public async Task<Admission> AdmitAsync(
        IReadOnlySet<MessageClaim> held, IReadOnlySet<Guid> heldBack, Func<IReadOnlyList<AdmissionCandidate>, Task<IReadOnlySet<Guid>>> mark)
    {
        var (today, thisMonth) = (State.TakenOn(Request.Day), State.TakenIn(Request.Month));
        var waiting = Request.Messages.Where(message => held.Contains(new MessageClaim(message.Id, message.Claim))).ToList();
        var lost = Request.Messages.Select(message => message.Id).Except(waiting.Select(message => message.Id)).ToHashSet();
        waiting.RemoveAll(message => heldBack.Contains(message.Id));
        var refused = new Admission { Granted = new HashSet<Guid>(), Lost = lost, HeldBack = heldBack, Today = today, ThisMonth = thisMonth };
        if (Refuse(refused) is { } admission)
        {
            return admission;
        }

        var granted = new HashSet<Guid>();
        while (Request.Fit(waiting, today + granted.Count, thisMonth + granted.Count) is { Count: > 0 } fitting)
        {
            var marked = await mark(fitting).ConfigureAwait(false);
            granted.UnionWith(marked);
            lost.UnionWith(fitting.Select(message => message.Id).Where(id => !marked.Contains(id)));
            waiting.RemoveAll(fitting.Contains);
            if (marked.Count == fitting.Count)
            {
                break;
            }
        }

        return refused with
        {
            Granted = granted,
            Refusal = waiting.Count is 0 ? null : Request.RefusalBeyond(thisMonth + granted.Count),
            Today = today + granted.Count,
            ThisMonth = thisMonth + granted.Count,
        };
    }

    private Admission? Refuse(Admission refused)
    {
        if (Paused)
        {
            return refused with { Refusal = AdmissionRefusal.Paused };
        }

        if (Version != Request.ProviderVersion)
        {
            return refused with { Refusal = AdmissionRefusal.ProviderChanged };
        }

        return State.ClosedUntil > Request.Now && State.ClosedVersion == Request.ProviderVersion
            ? refused with { Refusal = AdmissionRefusal.ProviderClosed, ClosedUntil = State.ClosedUntil, ClosedBy = State.ClosedBy }
            : null;
    }
}
