using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Outbox;

public sealed class SendingSwitchTests
{
    private static readonly EmailMessage Receipt = new() { To = "ann@example.com", Subject = "Receipt", TextBody = "Thank you." };

    [Fact]
    public async Task NothingLeaves_WhileTheSwitchIsOff_AndEverythingAfterIt()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First"));
        var sending = host.Services.GetRequiredService<SendingState>();
        await sending.SetAsync(paused: true, "maintenance of the mail server");
        await host.StartAsync();

        var id = (await host.Outbox.EnqueueAsync(Receipt)).Message!.State.Id;
        var direct = await host.Email.SendAsync(Receipt);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await host.Services.GetRequiredService<IMessageDispatcher>().DispatchAsync();

        direct.Status.Should().Be(SendStatus.Unavailable);
        direct.Error!.Hint.Should().Contain("/sending");
        host.Providers.Emails.Should().BeEmpty();
        (await host.Messages.FindAsync(id, CancellationToken.None))!.State.Status.Should().Be(MessageStatus.Queued);

        await sending.SetAsync(paused: false, reason: null);
        await host.UntilAsync(id, MessageStatus.Sent);
    }

    [Fact]
    public async Task WhatIsClaimedAlready_DoesNotLeaveEither()
    {
        // The rate holds the second message back for a second after it was claimed; the switch goes off meanwhile.
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First", options => options.MessagesPerSecond = 1));
        await host.StartAsync();
        var queued = await host.Outbox.EnqueueAsync([new OutboxEntry(Receipt), new OutboxEntry(Receipt)]);
        await host.UntilAtThisTimeAsync(() => host.Providers.Emails.Count is 1);

        await host.Services.GetRequiredService<SendingState>().SetAsync(paused: true, reason: null);
        host.Time.Advance(TimeSpan.FromSeconds(5));
        await host.Services.GetRequiredService<IMessageDispatcher>().DispatchAsync();

        host.Providers.Emails.Should().ContainSingle();
        var states = await Task.WhenAll(queued.Select(result => host.Messages.FindAsync(result.Message!.State.Id, CancellationToken.None)));
        states.Select(message => message!.State.Status).Should().BeEquivalentTo([MessageStatus.Sent, MessageStatus.Queued]);
    }
}
