using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Outbox;

public sealed class DispatcherTests
{
    private static readonly EmailMessage Receipt = new() { To = "ann@example.com", Subject = "Receipt", TextBody = "Thank you." };

    private static readonly SendError Down = new(ErrorCode.Unavailable, "down", Permanent: false);

    [Fact]
    public async Task EnqueueAsync_SendsInTheBackground()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First"));
        await host.StartAsync();

        var queued = await host.Outbox.EnqueueAsync(Receipt);

        queued.Outcome.Should().Be(EnqueueOutcome.Queued);
        queued.Message!.State.Status.Should().Be(MessageStatus.Queued);
        await host.UntilAsync(queued.Message.State.Id, MessageStatus.Sent);
    }

    [Fact]
    public async Task EnqueueAsync_WaitsForSendAt()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First"));
        await host.StartAsync();
        var sendAt = host.Time.GetUtcNow() + TimeSpan.FromMinutes(2);

        var queued = await host.Outbox.EnqueueAsync(Receipt, new EnqueueOptions { SendAt = sendAt });
        queued.Message!.State.WaitingFor.Should().Be(WaitingFor.Schedule);
        await host.UntilAsync(queued.Message.State.Id, MessageStatus.Sent);

        var sent = await host.Messages.FindAsync(queued.Message.State.Id, CancellationToken.None);
        sent!.State.SentAt.Should().BeOnOrAfter(sendAt);
    }

    [Fact]
    public async Task EnqueueAsync_CancelsAMessage_WhoseTimePassed()
    {
        await using var host = new ScriptedHost();
        await host.StartAsync();

        var queued = await host.Outbox.EnqueueAsync(Receipt, new EnqueueOptions { ExpiresAt = host.Time.GetUtcNow() + TimeSpan.FromMinutes(1) });
        await host.UntilAsync(queued.Message!.State.Id, MessageStatus.Cancelled);

        var ended = await host.Messages.FindAsync(queued.Message.State.Id, CancellationToken.None);
        ended!.State.Error!.Code.Should().Be(ErrorCode.Expired);
    }

    [Fact]
    public async Task AMessageWaitsForAProvider_AndGoesByItself_WhenOneIsAdded()
    {
        await using var host = new ScriptedHost();
        await host.StartAsync();
        var queued = await host.Outbox.EnqueueAsync(Receipt);
        var id = queued.Message!.State.Id;
        queued.Message.State.WaitingFor.Should().Be(WaitingFor.NoProvider);
        await host.UntilAsync(async () =>
            (await host.Messages.FindAsync(id, CancellationToken.None))!.State is { Status: MessageStatus.Queued, WaitingFor: WaitingFor.NoProvider } looked
            && looked.NextAttemptAt > queued.Message.State.NextAttemptAt);

        var added = await host.Catalogue.AddAsync(MessageChannel.Email, new()
        {
            ["name"] = "Late",
            ["provider_type"] = "api",
            ["service"] = "scripted",
            ["sender_email"] = "billing@example.com",
        });

        added.Outcome.Should().Be(ProviderChangeOutcome.Done);
        await host.UntilAsync(id, MessageStatus.Sent);
    }

    [Fact]
    public async Task AnOutage_NeverFailsAMessage_HoweverLongItLasts()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First"));
        host.Providers.Script("First", call => call <= 12 ? ProviderResult.Unavailable(Down) : ProviderResult.Sent("at last"));
        await host.StartAsync();

        var queued = await host.Outbox.EnqueueAsync(Receipt);
        var id = queued.Message!.State.Id;
        await host.UntilAsync(async () =>
        {
            host.Time.Advance(TimeSpan.FromMinutes(10));
            return (await host.Messages.FindAsync(id, CancellationToken.None))!.State.Status is MessageStatus.Sent;
        });

        host.Providers.CallsOf("First").Should().Be(13);
    }

    [Fact]
    public async Task APassingRefusal_IsTriedAgain_UntilTheTriesAreUsedUp()
    {
        await using var host = new ScriptedHost(
            builder => builder.AddScriptedEmail("First"), new Dictionary<string, string?> { ["Communication:Retry:MaxAttempts"] = "3" });
        host.Providers.Script("First", _ => ProviderResult.Rejected(new SendError(ErrorCode.Unavailable, "mailbox busy", Permanent: false)));
        await host.StartAsync();

        var queued = await host.Outbox.EnqueueAsync(Receipt);
        var id = queued.Message!.State.Id;
        await host.UntilAsync(id, MessageStatus.Failed);

        host.Providers.CallsOf("First").Should().Be(3);
        var history = await host.Messages.GetHistoryAsync(id, CancellationToken.None);
        history.Attempts.Select(attempt => attempt.Number).Should().Equal(1, 2, 3);
        (await host.Messages.FindAsync(id, CancellationToken.None))!.State.Error!.Message.Should().Be("mailbox busy");
    }

    [Fact]
    public async Task APermanentRefusal_IsNotTriedAgain()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First").AddScriptedEmail("Second"));
        host.Providers.Script("First", _ => ProviderResult.Rejected(new SendError(ErrorCode.InvalidRecipient, "no such user", Permanent: true)));
        await host.StartAsync();

        var queued = await host.Outbox.EnqueueAsync(Receipt);
        await host.UntilAsync(queued.Message!.State.Id, MessageStatus.Failed);

        host.Providers.CallsOf("First").Should().Be(1);
        host.Providers.CallsOf("Second").Should().Be(0);
    }

    [Fact]
    public async Task EnqueueAsync_StoresOneMessage_ForManyRequestsWithOneKey()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First"));
        var options = new EnqueueOptions { IdempotencyKey = "receipt-42" };

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => host.Outbox.EnqueueAsync(Receipt, options)));
        var other = await host.Outbox.EnqueueAsync(Receipt with { Subject = "Another" }, options);

        results.Count(result => result.Outcome is EnqueueOutcome.Queued).Should().Be(1);
        results.Count(result => result.Outcome is EnqueueOutcome.Replayed).Should().Be(99);
        results.Select(result => result.Message!.State.Id).Distinct().Should().ContainSingle();
        other.Outcome.Should().Be(EnqueueOutcome.KeyReused);
    }

    [Fact]
    public async Task HighPriorityGoesFirst()
    {
        await using var host = new ScriptedHost(
            builder => builder.AddScriptedEmail("First"), new Dictionary<string, string?> { ["Communication:Dispatcher:MaxInFlight"] = "1" });
        foreach (var priority in new[] { MessagePriority.Low, MessagePriority.Normal, MessagePriority.High })
        {
            await host.Outbox.EnqueueAsync(Receipt with { Subject = $"{priority}" }, new EnqueueOptions { Priority = priority });
        }

        await host.StartAsync();
        await host.UntilAsync(() => Task.FromResult(host.Providers.Emails.Count is 3));

        host.Providers.Emails.Select(sent => sent.Email.Subject).Should().Equal("High", "Normal", "Low");
    }

    [Fact]
    public async Task AThousandMessages_AreSentOnceEach()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First"));
        await host.StartAsync();

        var queued = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => host.Outbox.EnqueueAsync(Receipt with { Subject = $"{i}" })));
        await host.UntilAsync(() => Task.FromResult(host.Providers.Emails.Count >= 1000));
        foreach (var result in queued)
        {
            await host.UntilAsync(result.Message!.State.Id, MessageStatus.Sent);
        }

        host.Providers.Emails.Select(sent => sent.Email.Subject).Should().OnlyHaveUniqueItems().And.HaveCount(1000);
    }

    [Fact]
    public async Task AMessageWaitsForTheFirstOfItsProviders_NotForTheLongestWait()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First").AddScriptedEmail("Second"));
        host.Providers.Script("First", _ => ProviderResult.Unavailable(Down with { Code = ErrorCode.RateLimited }, TimeSpan.FromHours(1)));
        host.Providers.Script("Second", call => call is 1 ? ProviderResult.Unavailable(Down) : ProviderResult.Sent("id"));
        await host.StartAsync();

        var queued = await host.Outbox.EnqueueAsync(Receipt);
        await host.UntilAsync(queued.Message!.State.Id, MessageStatus.Sent);

        host.Providers.CallsOf("First").Should().Be(1, "it asked to be left alone");
        var sent = await host.Messages.FindAsync(queued.Message.State.Id, CancellationToken.None);
        (sent!.State.SentAt - sent.State.QueuedAt).Should().BeLessThan(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task AMessageBeyondTheRate_WaitsForTheLimit_AndGoesAtItsTurn()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First", options => options.MessagesPerSecond = 0.01));
        await host.StartAsync();
        var first = await host.Outbox.EnqueueAsync(Receipt);
        await host.UntilAsync(first.Message!.State.Id, MessageStatus.Sent);

        var second = await host.Outbox.EnqueueAsync(Receipt);
        await host.UntilAsync(async () =>
            (await host.Messages.FindAsync(second.Message!.State.Id, CancellationToken.None))!.State.WaitingFor is WaitingFor.ProviderLimit);
        await host.UntilAsync(second.Message!.State.Id, MessageStatus.Sent);

        var sent = await host.Messages.FindAsync(second.Message.State.Id, CancellationToken.None);
        sent!.State.AttemptCount.Should().Be(1, "waiting for one's turn costs no try");
    }

    [Fact]
    public async Task MessagesThatWaitForAnOutage_Go_AsSoonAsTheProviderIsBack()
    {
        var isDown = true;
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First"));
        host.Providers.Script("First", _ => isDown ? ProviderResult.Unavailable(Down) : ProviderResult.Sent("id"));
        var dispatcher = host.Services.GetRequiredService<IMessageDispatcher>();
        var queued = await host.Outbox.EnqueueAsync([.. Enumerable.Range(0, 20).Select(_ => new OutboxEntry(Receipt))]);
        for (var rounds = 0; rounds < 20; rounds++)
        {
            await dispatcher.DispatchAsync();
            host.Time.Advance(TimeSpan.FromSeconds(30));
        }

        (await StatesAsync()).Should().OnlyContain(state => state.WaitingFor == WaitingFor.ProviderOutage);
        isDown = false;
        for (var rounds = 0; rounds < 100 && (await StatesAsync()).All(state => state.Status is MessageStatus.Queued); rounds++)
        {
            host.Time.Advance(TimeSpan.FromSeconds(10));
            await dispatcher.DispatchAsync();
        }

        // The first one got through; the next look lets all others go, whatever they were to wait.
        host.Time.Advance(TimeSpan.FromSeconds(1));
        await dispatcher.DispatchAsync();

        (await StatesAsync()).Should().OnlyContain(state => state.Status == MessageStatus.Sent);

        async Task<IReadOnlyList<MessageRecord>> StatesAsync() => await Task.WhenAll(queued.Select(async result =>
            (await host.Messages.FindAsync(result.Message!.State.Id, CancellationToken.None))!.State));
    }
}
