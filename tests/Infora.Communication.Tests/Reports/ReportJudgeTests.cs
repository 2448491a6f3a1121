using Infora.Communication.Messages;
using Infora.Communication.Reports;
using Infora.Communication.Suppressions;
using Infora.Communication.TestSupport.Stores;
using Microsoft.Extensions.Time.Testing;

namespace Infora.Communication.Tests.Reports;

public sealed class ReportJudgeTests
{
    private const int Provider = 3;

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private readonly ReportJudge _judge = new(new FakeTimeProvider(Now));

    [Theory]
    [InlineData(MessageChannel.Email, ReportKind.Delivered, ReportKind.BouncedHard, MessageStatus.Bounced)]
    [InlineData(MessageChannel.Email, ReportKind.Delivered, ReportKind.Sent, MessageStatus.Delivered)]
    [InlineData(MessageChannel.Email, ReportKind.Delivered, ReportKind.Deferred, MessageStatus.Delivered)]
    [InlineData(MessageChannel.Email, ReportKind.Failed, ReportKind.Delivered, MessageStatus.Delivered)]
    [InlineData(MessageChannel.Email, ReportKind.BouncedSoft, ReportKind.Opened, MessageStatus.Bounced)]
    [InlineData(MessageChannel.Email, ReportKind.Opened, ReportKind.Sent, MessageStatus.Delivered)]
    [InlineData(MessageChannel.Email, ReportKind.Unsubscribed, ReportKind.Unknown, MessageStatus.Sent)]
    [InlineData(MessageChannel.Sms, ReportKind.Failed, ReportKind.Delivered, MessageStatus.Delivered)]
    [InlineData(MessageChannel.Sms, ReportKind.Sent, ReportKind.Failed, MessageStatus.Failed)]
    public void TheHigherOfTwoCounts_InEitherOrder(MessageChannel channel, ReportKind one, ReportKind other, MessageStatus expected)
    {
        foreach (var kinds in new[] { [one, other], new[] { other, one } })
        {
            var state = Judge(Sent(channel), [.. kinds.Select(kind => new DeliveryReport(kind, Now.AddSeconds((int)kind)))]).Completion!.State;

            state.Status.Should().Be(expected);
        }
    }

    [Fact]
    public void OfTwoBounces_TheOneForGoodIsTheReason_InEitherOrder()
    {
        var soft = new DeliveryReport(ReportKind.BouncedSoft, Now) { Error = new SendError(ErrorCode.Unavailable, "Mailbox full.", Permanent: true) };
        var hard = new DeliveryReport(ReportKind.BouncedHard, Now) { Error = new SendError(ErrorCode.InvalidRecipient, "No such user.", Permanent: false) };

        Judge(Sent(), soft, hard).Completion!.State.Error.Should().BeEquivalentTo(new { Code = ErrorCode.InvalidRecipient, Permanent = true });
        Judge(Sent(), hard, soft).Completion!.State.Error.Should().BeEquivalentTo(new { Code = ErrorCode.InvalidRecipient, Permanent = true });
        Judge(Sent(), soft).Completion!.State.Error.Should().BeEquivalentTo(new { Code = ErrorCode.Unavailable, Permanent = false });
        Judge(Sent(), soft).Completion!.Events.Single().Detail.Should().Be("soft: Mailbox full.");
    }

    [Fact]
    public void PartsAreFoldedIntoOne()
    {
        var message = Sent(MessageChannel.Sms) with { Segments = 2, ProviderMessageId = "part-a" };
        DeliveryReport Part(ReportKind kind, string part, int seconds = 0) =>
            new(kind, Now.AddSeconds(seconds)) { Part = part, ProviderMessageId = part, ProviderEvent = $"{kind}", Price = new Money(0.5m, "EUR") };

        Judge(message, Part(ReportKind.Delivered, "part-a")).Completion!.State.Status.Should().Be(MessageStatus.Sent);
        Judge(message, Part(ReportKind.Delivered, "part-a"), Part(ReportKind.Delivered, "part-a")).Completion!.State.Status.Should().Be(MessageStatus.Sent);
        var all = Judge(message, Part(ReportKind.Delivered, "part-b", 5), Part(ReportKind.Delivered, "part-a")).Completion!.State;
        all.Should().BeEquivalentTo(new { Status = MessageStatus.Delivered, DeliveredAt = (DateTimeOffset?)Now.AddSeconds(5), Cost = message.Cost });
        Judge(message, Part(ReportKind.Delivered, "part-b"), Part(ReportKind.Failed, "part-a")).Completion!.State.Status.Should().Be(MessageStatus.Failed);
        Judge(message, Part(ReportKind.Failed, "part-a"), Part(ReportKind.Delivered, "part-b"), Part(ReportKind.Delivered, "part-a"))
            .Completion!.State.Status.Should().Be(MessageStatus.Delivered);
    }

    [Fact]
    public void AnEarlierTry_DoesNotCondemnALaterOne_ButWhatArrivedArrived()
    {
        var message = Sent() with { ProviderMessageId = "second" };

        var failed = Judge(message, new DeliveryReport(ReportKind.Failed, Now) { ProviderMessageId = "first" }).Completion!;
        failed.State.Status.Should().Be(MessageStatus.Sent);
        failed.Events.Should().ContainSingle();
        Judge(message, new DeliveryReport(ReportKind.Delivered, Now) { ProviderMessageId = "first" }).Completion!.State.Status.Should().Be(MessageStatus.Delivered);
        Judge(message with { ProviderId = 9 }, new DeliveryReport(ReportKind.Delivered, Now) { ProviderMessageId = "second" })
            .Completion!.State.Status.Should().Be(MessageStatus.Sent, "another provider has it");
    }

    [Theory]
    [InlineData(MessageStatus.Cancelled)]
    [InlineData(MessageStatus.Suppressed)]
    [InlineData(MessageStatus.Queued)]
    public void AMessageThatNeverLeft_StaysAsItIs(MessageStatus status)
    {
        var completion = Judge(Sent() with { Status = status, SentAt = null }, new DeliveryReport(ReportKind.Delivered, Now)).Completion!;

        completion.State.Status.Should().Be(status);
        completion.Events.Should().ContainSingle();
    }

    [Fact]
    public void AMessageThatWaitsToBeSentAgain_IsNot_OnceItsVendorReportsIt()
    {
        var message = Sent() with { Status = MessageStatus.Queued, SentAt = null, HandedTo = Provider, NextAttemptAt = Now, WaitingFor = WaitingFor.Retry };

        Judge(message, new DeliveryReport(ReportKind.Deferred, Now)).Completion!.State
            .Should().BeEquivalentTo(new { Status = MessageStatus.Sent, SentAt = (DateTimeOffset?)Now, HandedTo = (int?)null, NextAttemptAt = (DateTimeOffset?)null, WaitingFor = (WaitingFor?)null });
    }

    [Fact]
    public void TheVendorsPrice_TakesThePlaceOfTheEstimate()
    {
        var message = Sent(MessageChannel.Sms) with { Cost = new Money(0.8m, "KES"), Segments = 1, PriceDueAt = Now };

        Judge(message, new DeliveryReport(ReportKind.Sent, Now) { Price = new Money(0.02m, "USD"), Segments = 2 }).Completion!.State
            .Should().BeEquivalentTo(new { Cost = (Money?)new Money(0.02m, "USD"), Segments = (int?)2, PriceDueAt = (DateTimeOffset?)null });
    }

    [Theory]
    [InlineData(RecipientRefusal.Bounced, null, SuppressionReason.HardBounce)]
    [InlineData(RecipientRefusal.Complained, MessageCategory.Promotional, SuppressionReason.Complaint)]
    [InlineData(RecipientRefusal.Unsubscribed, null, SuppressionReason.Vendor)]
    public void WhatTheVendorHasOnItsOwnList_IsSuppressedHere(RecipientRefusal refusal, MessageCategory? category, SuppressionReason reason) =>
        Judge(Sent(), new DeliveryReport(ReportKind.Failed, Now) { Refusal = refusal }).Suppressed
            .Should().ContainSingle().Which.Should().BeEquivalentTo(new { Recipient = "ann@example.com", Category = category, Reason = reason });

    [Fact]
    public void AnOptOutThatTheVendorReports_GoesAsFarAsTheRefusedMessage()
    {
        var report = new DeliveryReport(ReportKind.Failed, Now) { Error = new SendError(ErrorCode.OptedOut, "Opted out.", Permanent: true) };

        Judge(Sent() with { Category = MessageCategory.Promotional }, report).Suppressed.Single().Category.Should().Be(MessageCategory.Promotional);
        Judge(Sent() with { Category = MessageCategory.Transactional }, report).Suppressed.Single().Category.Should().BeNull();
    }

    [Fact]
    public void OfStopAndStart_TheLaterCounts()
    {
        DeliveryReport Reply(string text) => new(ReportKind.Replied, Now) { Reply = text, Recipient = "+254712345678", ProviderEventId = text };
        var message = Sent(MessageChannel.Sms);

        var taken = Judge(message, "+254712345678", Reply("STOP"), Reply("START"));
        taken.Suppressed.Should().BeEmpty();
        taken.Lifted.Should().Equal(new SuppressionKey(MessageChannel.Sms, "+254712345678", MessageCategory.Promotional));
        var stopped = Judge(message, "+254712345678", Reply("START"), Reply("STOP"));
        stopped.Suppressed.Should().ContainSingle();
        stopped.Lifted.Should().BeEmpty();
        Judge(message, "+254712345678", Reply("Thanks!")).Should().BeEquivalentTo(new { Suppressed = Array.Empty<Suppression>(), Lifted = Array.Empty<SuppressionKey>() });
    }

    [Fact]
    public void AReportOfNobody_IsLookedForAgain_AndLessAndLess()
    {
        var report = new DeliveryReport(ReportKind.Delivered, Now) { ProviderMessageId = "unknown" };
        DateTimeOffset? At(TimeSpan age) => _judge.Judge(new ReportCase(null, null, [], [Received(report) with { ReceivedAt = Now - age }])).Kept.Single().DueAt;

        At(TimeSpan.Zero).Should().Be(Now.AddSeconds(1));
        At(TimeSpan.FromSeconds(1)).Should().Be(Now.AddSeconds(4));
        At(TimeSpan.FromHours(7)).Should().Be(Now.AddHours(17));
        At(TimeSpan.FromHours(24)).Should().BeNull();
    }

    private static MessageRecord Sent(MessageChannel channel = MessageChannel.Email) => SampleMessages.Queued(Now).State with
    {
        Channel = channel,
        Status = MessageStatus.Sent,
        NextAttemptAt = null,
        SentAt = Now,
        ProviderId = Provider,
    };

    private static ReceivedReport Received(DeliveryReport report, MessageChannel channel = MessageChannel.Email) => new(channel, Provider, Now, report);

    private ReportRuling Judge(MessageRecord message, params DeliveryReport[] reports) => Judge(message, "ann@example.com", reports);

    private ReportRuling Judge(MessageRecord message, string recipient, params DeliveryReport[] reports) =>
        _judge.Judge(new ReportCase(message, recipient, [], [.. reports.Select(report => Received(report, message.Channel))]));
}
