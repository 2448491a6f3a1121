using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Sms;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Outbox;

public sealed class UncertainDeliveryTests
{
    private static readonly EmailMessage Receipt = new() { To = "ann@example.com", Subject = "Receipt", TextBody = "Thank you." };
    private static readonly SmsMessage Text = new() { To = "+254712345678", Body = "Thank you." };
    private static readonly ProviderResult Lost = ProviderResult.Uncertain(new SendError(ErrorCode.Uncertain, "the answer was lost", Permanent: false));
    private static readonly ProviderResult Down = ProviderResult.Unavailable(new SendError(ErrorCode.Unavailable, "down", Permanent: false));

    [Fact]
    public async Task AMail_IsSentAgain_ThroughTheSameProvider()
    {
        await using var host = new ScriptedHost(builder => builder
            .AddScriptedEmail("First", options => options.IsDefault = true).AddScriptedEmail("Second"));
        host.Providers.Script("First", call => call switch { 1 => Lost, 2 => Down, _ => ProviderResult.Sent("id") });
        await host.StartAsync();

        var id = (await host.Outbox.EnqueueAsync(Receipt)).Message!.State.Id;
        await host.UntilAsync(id, MessageStatus.Sent);

        host.Providers.CallsOf("First").Should().Be(3);
        host.Providers.CallsOf("Second").Should().Be(0, "the first one may have taken it");
        var history = await host.Messages.GetHistoryAsync(id, CancellationToken.None);
        history.Attempts.Select(attempt => attempt.Outcome).Should().Equal(SendStatus.Uncertain, SendStatus.Unavailable, SendStatus.Sent);
    }

    [Fact]
    public async Task AText_IsHeld()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedSms("First"));
        host.Providers.Script("First", _ => Lost);
        await host.StartAsync();

        var id = (await host.Outbox.EnqueueAsync(Text)).Message!.State.Id;
        await host.UntilAsync(id, MessageStatus.Uncertain);
        host.Time.Advance(TimeSpan.FromHours(10));
        await host.Services.GetRequiredService<IMessageDispatcher>().DispatchAsync();

        host.Providers.CallsOf("First").Should().Be(1);
        (await StateAsync(host, id)).Should().BeEquivalentTo(new { Status = MessageStatus.Uncertain, NextAttemptAt = (DateTimeOffset?)null });
    }

    [Fact]
    public async Task AMessage_MayDecideForItself()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("Mail").AddScriptedSms("Texts"));
        host.Providers.Script("Mail", _ => Lost);
        host.Providers.Script("Texts", call => call is 1 ? Lost : ProviderResult.Sent("id"));
        await host.StartAsync();

        var held = (await host.Outbox.EnqueueAsync(Receipt, new EnqueueOptions { UncertainDelivery = UncertainDelivery.Hold })).Message!.State.Id;
        var resent = (await host.Outbox.EnqueueAsync(Text, new EnqueueOptions { UncertainDelivery = UncertainDelivery.Resend })).Message!.State.Id;
        await host.UntilAsync(resent, MessageStatus.Sent);

        (await StateAsync(host, held)).Status.Should().Be(MessageStatus.Uncertain);
        host.Providers.CallsOf("Mail").Should().Be(1);
    }

    [Fact]
    public async Task AMailThatWouldBeSentAgain_IsNot_WhenItIsTakenBack()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First"));
        host.Providers.Script("First", _ => Lost);
        await host.StartAsync();
        var id = (await host.Outbox.EnqueueAsync(Receipt, new EnqueueOptions { CorrelationKey = "invoice-1" })).Message!.State.Id;
        await host.UntilAsync(id, MessageStatus.Uncertain);

        await host.Outbox.CancelAsync("invoice-1");
        host.Time.Advance(TimeSpan.FromHours(10));
        await host.Services.GetRequiredService<IMessageDispatcher>().DispatchAsync();

        host.Providers.CallsOf("First").Should().Be(1);
        (await StateAsync(host, id)).Status.Should().Be(MessageStatus.Uncertain, "the first try may have arrived");
    }

    [Fact]
    public async Task AMail_IsHeld_WhenItsTriesAreUsedUp()
    {
        await using var host = new ScriptedHost(
            builder => builder.AddScriptedEmail("First"), new Dictionary<string, string?> { ["Communication:Retry:MaxAttempts"] = "3" });
        host.Providers.Script("First", _ => Lost);
        await host.StartAsync();

        var id = (await host.Outbox.EnqueueAsync(Receipt)).Message!.State.Id;
        await host.UntilAsync(async () =>
        {
            host.Time.Advance(TimeSpan.FromMinutes(1));
            return await StateAsync(host, id) is { Status: MessageStatus.Uncertain, NextAttemptAt: null };
        });

        host.Providers.CallsOf("First").Should().Be(3);
    }

    [Fact]
    public async Task AMessageOfADeadProcess_ThatWasNotHandedOver_GoesByItself()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedSms("First"));
        var id = (await host.Outbox.EnqueueAsync(Text)).Message!.State.Id;
        await ClaimAsync(host);

        await host.StartAsync();
        await host.UntilAsync(id, MessageStatus.Sent);

        host.Providers.CallsOf("First").Should().Be(1);
    }

    [Fact]
    public async Task AMessageOfADeadProcess_ThatWasHandedOver_IsUncertain()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedSms("First"));
        var id = (await host.Outbox.EnqueueAsync(Text)).Message!.State.Id;
        await ClaimAsync(host);
        await AdmitAsync(host, id, claim: 1);

        await host.StartAsync();
        await host.UntilAsync(id, MessageStatus.Uncertain);

        host.Providers.CallsOf("First").Should().Be(0);
        var history = await host.Messages.GetHistoryAsync(id, CancellationToken.None);
        history.Attempts.Single().Should().BeEquivalentTo(new { Number = 1, Outcome = SendStatus.Uncertain });
        history.Events.Single().Type.Should().Be("uncertain");
    }

    [Fact]
    public async Task AText_WhoseAdmissionCouldNotBeStored_GoesThroughItsFirstChoice_WhenTheStoreIsBack()
    {
        var failures = 1;
        await using var host = new ScriptedHost(builder =>
        {
            builder.AddScriptedSms("First", options => options.IsDefault = true).AddScriptedSms("Second");
            builder.Services.AddSingleton<IOutboxStore>(services => new MortalOutboxStore(
                services.GetRequiredService<InMemoryMessageStore>(),
                method => _ = method is nameof(IOutboxStore.AdmitAsync) && failures-- > 0
                    ? throw new InvalidOperationException("The connection broke.")
                    : 0));
        });
        var id = (await host.Outbox.EnqueueAsync(Text)).Message!.State.Id;
        var dispatcher = host.Services.GetRequiredService<IMessageDispatcher>();

        await dispatcher.DispatchAsync();

        (await StateAsync(host, id)).Should().BeEquivalentTo(new { Status = MessageStatus.Queued, AttemptCount = 0, HandedTo = (int?)null });
        host.Providers.Texts.Should().BeEmpty("what is not noted is handed to nobody");

        host.Time.Advance(TimeSpan.FromSeconds(5));
        await dispatcher.DispatchAsync();

        (await StateAsync(host, id)).Status.Should().Be(MessageStatus.Sent);
        (host.Providers.CallsOf("First"), host.Providers.CallsOf("Second")).Should().Be((1, 0), "it says nothing of the provider");
    }

    [Fact]
    public async Task AProcessThatWasThoughtDead_HandsNothingOver()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedSms("First"));
        var id = (await host.Outbox.EnqueueAsync(Text)).Message!.State.Id;
        await ClaimAsync(host);
        host.Time.Advance(TimeSpan.FromMinutes(2));
        await host.Services.GetRequiredService<IMessageDispatcher>().DispatchAsync();
        (await StateAsync(host, id)).Status.Should().Be(MessageStatus.Sent);

        var late = await AdmitAsync(host, id, claim: 1);

        late.Granted.Should().BeEmpty();
        late.Lost.Should().Equal(id);
    }

    private static async Task ClaimAsync(ScriptedHost host)
    {
        var outbox = host.Services.GetRequiredService<IOutboxStore>();
        var now = host.Time.GetUtcNow();
        (await outbox.ClaimDueAsync(10, now, now + TimeSpan.FromMinutes(1), CancellationToken.None)).Should().ContainSingle();
    }

    private static async Task<Admission> AdmitAsync(ScriptedHost host, Guid id, int claim)
    {
        var provider = (await host.Catalogue.ListAsync(MessageChannel.Sms)).Single();
        var now = host.Time.GetUtcNow();
        return await host.Services.GetRequiredService<IOutboxStore>().AdmitAsync(
            new AdmissionRequest
            {
                Channel = MessageChannel.Sms,
                ProviderId = provider.Id,
                ProviderVersion = provider.Version,
                Messages = [new AdmissionCandidate(id, claim) { QueuedAt = now }],
                Now = now,
                Day = DateOnly.FromDateTime(now.DateTime),
            },
            CancellationToken.None);
    }

    private static async Task<MessageRecord> StateAsync(ScriptedHost host, Guid id) =>
        (await host.Messages.FindAsync(id, CancellationToken.None))!.State;
}
