using Infora.Communication.Messages;
using Infora.Communication.Suppressions;

namespace Infora.Communication.Reports;

/// <summary>Decides what reports make of a message. The order in which they come, and how often, makes no difference.</summary>
internal sealed class ReportJudge(TimeProvider time)
{
    public ReportRuling Judge(ReportCase given) => given.Message is { } message ? OfMessage(given, message) : OfNobody(given);

    private ReportRuling OfMessage(ReportCase given, MessageRecord message)
    {
        var now = time.GetUtcNow();
        if (message.Status is MessageStatus.Sending)
        {
            // Whoever sends it is about to record what came of it; a lease that ends settles it too.
            return new ReportRuling { Kept = [.. given.Reports.Select(report => report with { DueAt = now + TimeSpan.FromSeconds(1) })] };
        }

        var state = new ReportedState(message, given.Recipient, given.Known);
        var consequences = new ReportConsequences(message, given.Recipient, now);
        foreach (var received in given.Reports)
        {
            if (state.Add(received))
            {
                consequences.Add(received);
            }
        }

        return new ReportRuling { Completion = state.ToCompletion(), Suppressed = consequences.Suppressed, Lifted = consequences.Lifted };
    }

    /// <summary>What a person wants counts without a message too; everything else waits for its message, and is kept if it never comes.</summary>
    private ReportRuling OfNobody(ReportCase given)
    {
        var now = time.GetUtcNow();
        var kept = new List<ReceivedReport>();
        var suppressed = new List<Suppression>();
        var lifted = new List<SuppressionKey>();
        foreach (var received in given.Reports)
        {
            var consequences = new ReportConsequences(message: null, recipient: null, now);
            consequences.Add(received);
            suppressed.AddRange(consequences.Suppressed);
            lifted.AddRange(consequences.Lifted);
            if (consequences is { Suppressed.Count: 0, Lifted.Count: 0 })
            {
                kept.Add(received with { DueAt = ReportSchedule.Next(received.ReceivedAt, now) });
            }
        }

        return new ReportRuling { Kept = kept, Suppressed = suppressed, Lifted = lifted };
    }
}
