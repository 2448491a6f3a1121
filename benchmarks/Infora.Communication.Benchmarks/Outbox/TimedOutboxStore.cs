using System.Diagnostics;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Benchmarks.Outbox;

/// <summary>The library's store, with a clock at what every message goes through.</summary>
internal sealed class TimedOutboxStore(IOutboxStore store, StoreTimes times) : IOutboxStore
{
    public static void Decorate(IServiceCollection services)
    {
        var registered = services.Last(service => service.ServiceType == typeof(IOutboxStore));
        services.Remove(registered);
        services.AddSingleton<IOutboxStore>(provider => new TimedOutboxStore(
            (IOutboxStore)(registered.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!)),
            provider.GetRequiredService<StoreTimes>()));
    }

    public async Task<IReadOnlyList<StoredMessage>> ClaimDueAsync(
        ClaimRoom room, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var claimed = await store.ClaimDueAsync(room, now, leaseUntil, cancellationToken);
        times.Note("claim", claimed.Count, started);
        return claimed;
    }

    public async Task<Admission> AdmitAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var admission = await store.AdmitAsync(request, cancellationToken);
        times.Note("admit", request.Messages.Count, started);
        return admission;
    }

    public async Task CompleteAsync(IReadOnlyList<MessageCompletion> completions, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await store.CompleteAsync(completions, cancellationToken);
        times.Note("complete", completions.Count, started);
        times.NoteSent(completions.Count(completion => completion.State.Status is MessageStatus.Sent));
    }

    public Task<IReadOnlyList<StoredMessage>> TakeOverAsync(
        int limit, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken) =>
        store.TakeOverAsync(limit, now, leaseUntil, cancellationToken);

    public Task ExtendLeasesAsync(IReadOnlyList<MessageClaim> claims, DateTimeOffset leaseUntil, CancellationToken cancellationToken) =>
        store.ExtendLeasesAsync(claims, leaseUntil, cancellationToken);

    public Task<int> ReleaseUncertainAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        store.ReleaseUncertainAsync(now, cancellationToken);

    public Task<int> ReleaseWaitingAsync(MessageChannel channel, int limit, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.ReleaseWaitingAsync(channel, limit, now, cancellationToken);

    public Task<int> CancelAsync(string correlationKey, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.CancelAsync(correlationKey, now, cancellationToken);

    public Task<int> ApplyCancellationsAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        store.ApplyCancellationsAsync(now, cancellationToken);
}
