using System.Collections.Concurrent;
using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Outbox;

public sealed class LeaseTests
{
    private static readonly EmailMessage Receipt = new() { To = "ann@example.com", Subject = "Receipt", TextBody = "Thank you." };

    private static readonly TimeSpan Lease = new DispatcherOptions().Lease;

    private readonly ConcurrentQueue<DateTimeOffset> _renewals = new();

    [Fact]
    public async Task ALeaseIsRenewed_WhileNoLookIsMade()
    {
        var answer = new TaskCompletionSource<ProviderResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = new ScriptedHost(NoteRenewals);
        host.Providers.Script("First", (_, _) => answer.Task);
        var id = (await host.Outbox.EnqueueAsync(Receipt)).Message!.State.Id;

        // A pass ends with its last message: until then nothing else of it runs.
        var pass = host.Services.GetRequiredService<IMessageDispatcher>().DispatchAsync();
        await host.UntilAtThisTimeAsync(() => host.Providers.CallsOf("First") is 1);
        await host.UntilAsync(() => Task.FromResult(_renewals.Count >= 4));

        // The third is written once the fourth began.
        var until = _renewals.ElementAt(2) + Lease;
        (await host.Services.GetRequiredService<IOutboxStore>().TakeOverAsync(10, until, until + Lease, CancellationToken.None)).Should().BeEmpty();
        answer.SetResult(ProviderResult.Sent("id"));
        await pass;
        (await StateAsync(host, id)).Should().BeEquivalentTo(new { Status = MessageStatus.Sent, Claim = 1 });
    }

    [Fact]
    public async Task RenewalsGoOn_AfterTheStoreWasAway()
    {
        var answer = new TaskCompletionSource<ProviderResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var failures = 2;
        await using var host = new ScriptedHost(builder =>
            NoteRenewals(builder, () => _ = Interlocked.Decrement(ref failures) >= 0 ? throw new InvalidOperationException("The connection broke.") : 0));
        host.Providers.Script("First", (_, _) => answer.Task);
        await host.Outbox.EnqueueAsync(Receipt);

        var pass = host.Services.GetRequiredService<IMessageDispatcher>().DispatchAsync();
        await host.UntilAtThisTimeAsync(() => host.Providers.CallsOf("First") is 1);
        await host.UntilAsync(() => Task.FromResult(_renewals.Count >= 4));

        failures.Should().BeNegative();
        answer.SetResult(ProviderResult.Sent("id"));
        await pass;
    }

    [Fact]
    public async Task AProcessThatStoodStill_LetsOthersRenewFirst()
    {
        await using var host = new ScriptedHost(NoteRenewals);
        var (dispatcher, store) = (host.Services.GetRequiredService<IMessageDispatcher>(), host.Services.GetRequiredService<IOutboxStore>());
        await dispatcher.DispatchAsync();
        var id = await ClaimInAnotherProcessAsync(host, store);

        host.Time.Advance(Lease * 10);
        await dispatcher.DispatchAsync();
        (await StateAsync(host, id)).Should().BeEquivalentTo(new { Status = MessageStatus.Sending, Claim = 1 });
        await store.ExtendLeasesAsync([new MessageClaim(id, 1)], host.Time.GetUtcNow() + Lease, CancellationToken.None);
        host.Time.Advance(Lease / 3);
        await dispatcher.DispatchAsync();

        (await StateAsync(host, id)).Should().BeEquivalentTo(new { Status = MessageStatus.Sending, Claim = 1 });
        host.Providers.CallsOf("First").Should().Be(0);
    }

    [Fact]
    public async Task AProcessThatStoodStill_TakesOverInTheEnd()
    {
        await using var host = new ScriptedHost(NoteRenewals);
        var (dispatcher, store) = (host.Services.GetRequiredService<IMessageDispatcher>(), host.Services.GetRequiredService<IOutboxStore>());
        await dispatcher.DispatchAsync();
        var id = await ClaimInAnotherProcessAsync(host, store);

        // However often it stands still.
        host.Time.Advance(Lease * 10);
        await dispatcher.DispatchAsync();
        (await StateAsync(host, id)).Claim.Should().Be(1);
        host.Time.Advance(Lease * 10);
        await dispatcher.DispatchAsync();

        (await StateAsync(host, id)).Status.Should().Be(MessageStatus.Sent);
    }

    private void NoteRenewals(CommunicationBuilder builder) => NoteRenewals(builder, () => { });

    private void NoteRenewals(CommunicationBuilder builder, Action fail)
    {
        builder.AddScriptedEmail("First");
        builder.Services.AddSingleton<IOutboxStore>(services =>
        {
            var time = services.GetRequiredService<TimeProvider>();
            return new MortalOutboxStore(services.GetRequiredService<InMemoryMessageStore>(), method =>
            {
                if (method is nameof(IOutboxStore.ExtendLeasesAsync))
                {
                    _renewals.Enqueue(time.GetUtcNow());
                    fail();
                }
            });
        });
    }

    private static async Task<Guid> ClaimInAnotherProcessAsync(ScriptedHost host, IOutboxStore store)
    {
        await host.Outbox.EnqueueAsync(Receipt);
        var now = host.Time.GetUtcNow();
        return (await store.ClaimDueAsync(10, now, now + Lease, CancellationToken.None)).Single().State.Id;
    }

    private static async Task<MessageRecord> StateAsync(ScriptedHost host, Guid id) => (await host.Messages.FindAsync(id, CancellationToken.None))!.State;
}
