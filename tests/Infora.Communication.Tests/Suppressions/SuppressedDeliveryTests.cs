using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Sms;
using Infora.Communication.Suppressions;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Suppressions;

public sealed class SuppressedDeliveryTests : IAsyncDisposable
{
    private static readonly EmailMessage Mail = new() { To = "Ann@Example.com", Subject = "Hello", TextBody = "How are you?" };
    private static readonly EmailMessage Offer = Mail with { Category = MessageCategory.Promotional };
    private static readonly SmsMessage Text = new() { To = "+254712345678", Body = "Hello" };

    private readonly CountingStore _store = new();
    private readonly ScriptedHost _host;

    public SuppressedDeliveryTests() => _host = new ScriptedHost(builder =>
    {
        builder.Services.AddSingleton<ISuppressionStore>(_store);
        builder.AddScriptedEmail("Mail").AddScriptedSms("Text");
    });

    private SuppressionList List => _host.Services.GetRequiredService<SuppressionList>();

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(SuppressionReason.HardBounce, ErrorCode.InvalidRecipient)]
    [InlineData(SuppressionReason.Complaint, ErrorCode.OptedOut)]
    [InlineData(SuppressionReason.Unsubscribed, ErrorCode.OptedOut)]
    [InlineData(SuppressionReason.Stop, ErrorCode.OptedOut)]
    [InlineData(SuppressionReason.Manual, ErrorCode.Blocked)]
    [InlineData(SuppressionReason.Vendor, ErrorCode.OptedOut)]
    public async Task SendAsync_RecordsAndSendsNothing_WhenTheRecipientIsSuppressed(SuppressionReason reason, ErrorCode code)
    {
        await SuppressAsync("ann@EXAMPLE.com", reason);

        var result = await _host.Email.SendAsync(Mail);

        result.Status.Should().Be(SendStatus.Suppressed);
        result.IsSent.Should().BeFalse();
        result.Error!.Code.Should().Be(code);
        _host.Providers.Calls.Should().Be(0);
        var state = (await StateAsync(result.MessageId!.Value));
        state.Should().BeEquivalentTo(new { Status = MessageStatus.Suppressed, AttemptCount = 0, NextAttemptAt = (DateTimeOffset?)null, LeasedUntil = (DateTimeOffset?)null });
        state.Error!.Should().BeEquivalentTo(new { Code = code, Permanent = true });
    }

    [Fact]
    public async Task SendAsync_StopsOnlyTheCategoryThatWasDeclined()
    {
        await SuppressAsync("ann@example.com", SuppressionReason.Unsubscribed, MessageCategory.Promotional);

        (await _host.Email.SendAsync(Offer)).Status.Should().Be(SendStatus.Suppressed);
        (await _host.Email.SendAsync(Mail)).Status.Should().Be(SendStatus.Sent);
        (await _host.Sms.SendAsync(Text with { Category = MessageCategory.Promotional })).Status.Should().Be(SendStatus.Sent);
    }

    [Fact]
    public async Task SendAsync_StopsTextMessages_HoweverTheNumberIsWritten()
    {
        await List.AddAsync(new SuppressionDraft { Channel = MessageChannel.Sms, Recipient = "+254 712 345 678", Reason = SuppressionReason.Stop });

        (await _host.Sms.SendAsync(Text)).Status.Should().Be(SendStatus.Suppressed);
        (await _host.Sms.SendAsync(Text with { To = "+254712345679" })).Status.Should().Be(SendStatus.Sent);
    }

    [Fact]
    public async Task SendAsync_KnowsEverySpellingOfADomain()
    {
        await SuppressAsync("ann@bücher.example");

        (await _host.Email.SendAsync(Mail with { To = "Ann <ANN@xn--bcher-kva.example>" })).Status.Should().Be(SendStatus.Suppressed);
    }

    [Fact]
    public async Task SendAsync_SendsAgain_WhenTheSuppressionIsTakenAway()
    {
        var suppression = await SuppressAsync("ann@example.com");

        (await List.RemoveAsync(suppression.Id)).Should().BeTrue();

        (await _host.Email.SendAsync(Mail)).Status.Should().Be(SendStatus.Sent);
    }

    [Fact]
    public async Task EnqueueAsync_StoresASuppressedMessage_AndNeverQueuesIt()
    {
        await SuppressAsync("ann@example.com");

        var result = await _host.Outbox.EnqueueAsync(Mail, new EnqueueOptions { SendAt = _host.Time.GetUtcNow().AddHours(1) });
        var other = await _host.Outbox.EnqueueAsync(Mail with { To = "bob@example.com" });

        result.Outcome.Should().Be(EnqueueOutcome.Queued, "it was accepted");
        result.Message!.State.Should().BeEquivalentTo(
            new { Status = MessageStatus.Suppressed, NextAttemptAt = (DateTimeOffset?)null, WaitingFor = (WaitingFor?)null });
        await _host.StartAsync();
        await _host.UntilAsync(other.Message!.State.Id, MessageStatus.Sent);
        _host.Time.Advance(TimeSpan.FromHours(2));
        await _host.UntilAsync(() => Task.FromResult(true));
        _host.Providers.Emails.Should().ContainSingle().Which.Email.To.Address.Should().Be("bob@example.com");
        (await StateAsync(result.Message.State.Id)).Status.Should().Be(MessageStatus.Suppressed);
    }

    [Fact]
    public async Task EnqueueAsync_LooksUpASetOnce()
    {
        await SuppressAsync("7@example.com");
        _store.LookUps = 0;

        var results = await _host.Outbox.EnqueueAsync([.. Enumerable.Range(0, 20).Select(i => new OutboxEntry(Mail with { To = $"{i}@example.com" }))]);

        _store.LookUps.Should().Be(1);
        results.Where(result => result.Message!.State.Status is MessageStatus.Suppressed).Should().ContainSingle()
            .Which.Message!.Content!.Recipient.Should().Be("7@example.com");
        results.Should().OnlyContain(result => result.Outcome == EnqueueOutcome.Queued);
    }

    [Fact]
    public async Task AQueuedMessage_IsStopped_WhenItsRecipientDeclinesBeforeItLeaves()
    {
        var id = (await _host.Outbox.EnqueueAsync(Offer, new EnqueueOptions { SendAt = _host.Time.GetUtcNow().AddMinutes(5) })).Message!.State.Id;
        await _host.StartAsync();
        await SuppressAsync("ann@example.com", SuppressionReason.Unsubscribed, MessageCategory.Promotional);

        await _host.UntilAsync(id, MessageStatus.Suppressed);

        _host.Providers.Calls.Should().Be(0);
        var history = await _host.Messages.GetHistoryAsync(id, CancellationToken.None);
        history.Attempts.Should().BeEmpty();
        history.Events.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { Type = "suppressed", Detail = "The recipient is suppressed for promotional messages: unsubscribed." });
        (await StateAsync(id)).Error!.Code.Should().Be(ErrorCode.OptedOut);
    }

    [Fact]
    public async Task AMessageThatAProviderMayHave_StaysUncertain_WhenItsRecipientDeclines()
    {
        _host.Providers.Script("Mail", _ => ProviderResult.Uncertain(new SendError(ErrorCode.Uncertain, "lost", Permanent: false)));
        var id = (await _host.Outbox.EnqueueAsync(Mail)).Message!.State.Id;
        await _host.StartAsync();
        await _host.UntilAsync(id, MessageStatus.Uncertain);
        await SuppressAsync("ann@example.com");

        await _host.UntilAsync(async () => (await StateAsync(id)) is { Status: MessageStatus.Uncertain, NextAttemptAt: null });

        _host.Providers.Calls.Should().Be(1);
        (await _host.Messages.GetHistoryAsync(id, CancellationToken.None)).Events.Select(happened => happened.Type).Should().Equal("uncertain", "suppressed");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ThoseCopiedIn_AreLeftOut_WhenTheyAreSuppressed(bool queued)
    {
        await SuppressAsync("bob@example.com");
        await SuppressAsync("eve@example.com");
        var mail = Mail with { Cc = ["Bob@example.com", "Carl <carl@example.com>"], Bcc = ["dan@example.com", "eve@example.com"] };

        var id = queued ? (await _host.Outbox.EnqueueAsync(mail)).Message!.State.Id : (await _host.Email.SendAsync(mail)).MessageId!.Value;
        await _host.StartAsync();
        await _host.UntilAsync(id, MessageStatus.Sent);

        var (_, _, sent) = _host.Providers.Emails.Should().ContainSingle().Subject;
        sent.To.Address.Should().Be("Ann@Example.com");
        sent.Cc.Should().Equal(new EmailAddress("carl@example.com", "Carl"));
        sent.Bcc.Should().Equal(new EmailAddress("dan@example.com"));
        var history = await _host.Messages.GetHistoryAsync(id, CancellationToken.None);
        history.Events.Should().ContainSingle().Which.Detail.Should().Be("Not sent to 2 of its cc and bcc recipients, who are suppressed.");
        (await _host.Messages.FindAsync(id, CancellationToken.None))!.Content!.Cc.Should().HaveCount(2, "the record keeps what was asked for");
    }

    [Fact]
    public async Task RetryAsync_EndsSuppressed_WhenTheRecipientDeclinedMeanwhile()
    {
        _host.Providers.Script("Mail", _ => ProviderResult.Rejected(new SendError(ErrorCode.InvalidContent, "no", Permanent: true)));
        var id = (await _host.Email.SendAsync(Mail)).MessageId!.Value;
        await SuppressAsync("ann@example.com");

        var result = await _host.Services.GetRequiredService<MessageControl>().RetryAsync(id);

        result.Outcome.Should().Be(MessageControlOutcome.Done);
        result.Message!.State.Should().BeEquivalentTo(new { Status = MessageStatus.Suppressed, NextAttemptAt = (DateTimeOffset?)null, AttemptCount = 1 });
        (await _host.Services.GetRequiredService<MessageControl>().RetryAsync(id)).Outcome.Should().Be(MessageControlOutcome.NotAllowed);
    }

    [Fact]
    public async Task AMessage_IsNotSent_WhileTheListCannotBeRead()
    {
        var id = (await _host.Outbox.EnqueueAsync(Mail)).Message!.State.Id;
        _store.Fails = true;
        await _host.StartAsync();
        await _host.UntilAsync(() => Task.FromResult(_store.LookUps > 1));
        (await StateAsync(id)).Status.Should().BeOneOf(MessageStatus.Sending, MessageStatus.Queued);
        _host.Providers.Calls.Should().Be(0);

        _store.Fails = false;

        await _host.UntilAsync(id, MessageStatus.Sent);
        _host.Providers.Calls.Should().Be(1);
        (await _host.Messages.GetHistoryAsync(id, CancellationToken.None)).Events.Should().ContainSingle("it went back as it was").Which.Type.Should().Be("sent");
    }

    [Fact]
    public async Task FindAsync_SaysWhatStopsARecipient()
    {
        var suppression = await SuppressAsync("ann@example.com", category: MessageCategory.Promotional);

        (await List.FindAsync(MessageChannel.Email, "ANN@example.com", MessageCategory.Promotional)).Should().Be(suppression);
        (await List.FindAsync(MessageChannel.Email, "ANN@example.com", MessageCategory.Transactional)).Should().BeNull();
        await List.Awaiting(list => list.FindAsync(MessageChannel.Email, "nobody", MessageCategory.Promotional))
            .Should().ThrowAsync<ArgumentException>().WithMessage("*is not an email address*");
    }

    [Fact]
    public async Task AddAsync_SaysWhatIsWrong()
    {
        var change = await List.AddAsync(new SuppressionDraft { Channel = MessageChannel.Email, Recipient = "ann", Note = new string('x', 501) });

        change.Suppression.Should().BeNull();
        change.Errors.Select(error => error.Field).Should().Equal("recipient", "note");
    }

    private async Task<Suppression> SuppressAsync(
        string address, SuppressionReason reason = SuppressionReason.Manual, MessageCategory? category = null) =>
        (await List.AddAsync(new SuppressionDraft { Channel = MessageChannel.Email, Recipient = address, Category = category, Reason = reason })).Suppression!;

    private async Task<MessageRecord> StateAsync(Guid id) => (await _host.Messages.FindAsync(id, CancellationToken.None))!.State;
}
