using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Microsoft.Extensions.Logging;

namespace Infora.Communication.Delivery;

/// <summary>Closes a provider to all processes for as long as it asks to be left alone, or until the day of its quota ends.</summary>
internal sealed partial class ProviderClosing(
    ISendingStateStore states, Admissions admissions, TimeProvider time, ILogger<ProviderClosing> logger)
{
    public async Task CloseAsync(ConfiguredProvider provider, IReadOnlyList<ProviderResult> results)
    {
        if (results.FirstOrDefault(result => result is { OfRecipient: false, Status: SendStatus.Unavailable } && WaitOf(result) is not null) is not { } closing)
        {
            return;
        }

        var until = time.GetUtcNow() + WaitOf(closing)!.Value;
        provider.Gate.LeaveAlone(until, closing.Error);
        try
        {
            await states.CloseProviderAsync(provider.Id, provider.Record.Version, until, closing.Error!, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Other processes hear it from the provider themselves; the outcomes must be written in any case.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotStored(logger, provider.Id, until, exception);
        }
    }

    /// <summary>A quota that the vendor enforces counts as the limit of the day, unless the vendor says when it is renewed.</summary>
    private TimeSpan? WaitOf(ProviderResult result) =>
        result.RetryAfter ?? (result.Error?.Code is ErrorCode.LimitExceeded ? admissions.RestOfDay() : null);

    [LoggerMessage(1004, LogLevel.Error, "That provider {ProviderId} is closed until {Until} could not be stored for the other processes.")]
    private static partial void LogNotStored(ILogger logger, int providerId, DateTimeOffset until, Exception exception);
}
