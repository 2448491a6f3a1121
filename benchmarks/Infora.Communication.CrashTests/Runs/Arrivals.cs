using Infora.Communication.CrashTests.Recording;
using Infora.Communication.Messages;

namespace Infora.Communication.CrashTests.Runs;

/// <summary>What arrived, beside what the store says.</summary>
internal sealed class Arrivals(IReadOnlyCollection<RecordedMail> mails, Tally tally, int messages)
{
    private readonly HashSet<string> _recipients = [.. mails.Select(mail => mail.Recipient)];

    public int Distinct => _recipients.Count;

    /// <summary>How many mails arrived beyond the first of each message.</summary>
    public int Duplicates => mails.Count - Distinct;

    public Tally Tally => tally;

    public void Print(Verdict verdict)
    {
        Verdict.Say($"  arrived: {Distinct} of {messages}, duplicates: {Duplicates}, tries that the store calls uncertain: {tally.UncertainTries}");
        Verdict.Say($"  store: {tally}");
        verdict.Require(tally.Total == messages, $"all {messages} messages are in the store, each in one state");
        verdict.Require(Same(mail => mail.MessageId), $"a mail that arrives again has the Message-Id that it had");
        verdict.Require(tally.RecipientsOf(MessageStatus.Sent).IsSubsetOf(_recipients), $"what the store calls sent has arrived");
    }

    public void RequireAll(Verdict verdict)
    {
        verdict.Require(Distinct == messages, $"every message arrived");
        verdict.Require(tally.CountOf(MessageStatus.Sent) == messages, $"the store calls all of them sent");
    }

    public void RequireNoneTwice(Verdict verdict) => verdict.Require(Duplicates is 0, $"no message arrived twice");

    /// <summary>What did not arrive is listed for people, and nothing is lost in silence.</summary>
    public void RequireMissingOnesListed(Verdict verdict)
    {
        var listed = tally.RecipientsOf(MessageStatus.Uncertain);
        var missing = Enumerable.Range(0, messages).Select(Scene.RecipientOf).Where(recipient => !_recipients.Contains(recipient)).ToList();
        Verdict.Say($"  did not arrive: {missing.Count}; listed as uncertain: {listed.Count}");
        verdict.Require(missing.TrueForAll(listed.Contains), $"each message that did not arrive is listed as uncertain");
    }

    private bool Same(Func<RecordedMail, string> of) => mails.GroupBy(mail => mail.Recipient).All(group => group.Select(of).Distinct().Count() is 1);
}
