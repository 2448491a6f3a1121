using Infora.Communication.Alerts;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;

namespace Infora.Communication.Delivery;

/// <summary>What delivering shows that a person should know.</summary>
internal sealed class DeliveryAlerts(AlertDesk desk)
{
    public void OnAdmission(ConfiguredProvider provider, Admission admission)
    {
        Check(provider, "day", provider.Options?.DailyLimit, admission.Today);
        Check(provider, "month", provider.Options?.MonthlyLimit, admission.ThisMonth);
    }

    public void OnResults(ConfiguredProvider provider, IReadOnlyList<ProviderResult> results)
    {
        // A message that was in the air as the circuit opened says nothing of it.
        if (provider.Gate.Position is CircuitPosition.Closed && results.Any(result => result.Status is SendStatus.Sent))
        {
            desk.Clear(CircuitOpened(provider.Id));
        }

        if (results.Any(result => result.Error?.Code is ErrorCode.InsufficientBalance))
        {
            desk.Raise(AlertKind.LowBalance, AlertSeverity.Critical, $"low_balance/{provider.Id}",
                $"'{provider.Name}' says that its account has no money left: top it up. Its messages go to other providers or wait.", provider.Id);
        }

        if (results.Count > 1 && results.All(result => result.Status is SendStatus.Rejected))
        {
            desk.Raise(AlertKind.BatchFailed, AlertSeverity.Critical, $"batch_failed/{provider.Id}",
                $"'{provider.Name}' refused all {results.Count} messages of a batch: {results[0].Error?.Message}", provider.Id);
        }
    }

    public void OnOutcome(DeliveryOutcome outcome)
    {
        if (outcome is { FailedFirst: { } failed, Provider: { } used })
        {
            desk.Raise(AlertKind.FallbackInUse, AlertSeverity.Warning, $"fallback_in_use/{failed.Id}",
                $"Messages go out through '{used.Name}' while '{failed.Name}' fails.", failed.Id);
        }
    }

    public static void OnCircuitOpened(AlertDesk desk, ProviderRecord provider) =>
        desk.Raise(AlertKind.CircuitOpened, AlertSeverity.Critical, CircuitOpened(provider.Id),
            $"'{provider.Name}' failed repeatedly and is not asked for a while. Its test says what is wrong.", provider.Id);

    private static string CircuitOpened(int providerId) => $"circuit_opened/{providerId}";

    private void Check(ConfiguredProvider provider, string period, int? limit, long taken)
    {
        if (limit is not { } most || taken < most * 0.8)
        {
            return;
        }

        if (taken >= most)
        {
            desk.Raise(AlertKind.LimitReached, AlertSeverity.Critical, $"limit_reached/{provider.Id}/{period}",
                $"'{provider.Name}' has used up its limit of {most} messages a {period}. Further ones go to other providers or wait.", provider.Id);
        }
        else
        {
            desk.Raise(AlertKind.LimitNear, AlertSeverity.Warning, $"limit_near/{provider.Id}/{period}",
                $"'{provider.Name}' has used four fifths of its limit of {most} messages a {period}.", provider.Id);
        }
    }
}
