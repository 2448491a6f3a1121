using Infora.Communication.Alerts;

namespace Infora.Communication.Outbox;

/// <summary>Reads whether messages go out.</summary>
public sealed class SendingHealthReader
{
    /// <summary>More causes than there are in a day of any host that still works.</summary>
    private const int MostAlerts = 500;

    private readonly SendingState _sending;
    private readonly IAlertStore _alerts;
    private readonly OutboxAuditor _auditor;
    private readonly CommunicationEnvironment _environment;
    private readonly TimeProvider _time;

    internal SendingHealthReader(
        SendingState sending, IAlertStore alerts, OutboxAuditor auditor, CommunicationEnvironment environment, TimeProvider time) =>
        (_sending, _alerts, _auditor, _environment, _time) = (sending, alerts, auditor, environment, time);

    /// <summary>Reads it from the store.</summary>
    /// <param name="cancellationToken">Stops the queries.</param>
    /// <exception cref="Exception">What the store throws where it cannot be reached.</exception>
    public async Task<SendingHealth> ReadAsync(CancellationToken cancellationToken = default)
    {
        var stuck = await _auditor.CountStuckAsync(cancellationToken).ConfigureAwait(false);
        var outOfStep = await _auditor.CountOutOfStepAsync(cancellationToken).ConfigureAwait(false);
        var today = _environment.DayOf(_time.GetUtcNow());
        var alerts = await _alerts.ListAsync(beforeId: null, MostAlerts, cancellationToken).ConfigureAwait(false);
        return new SendingHealth
        {
            Switch = await _sending.GetAsync(cancellationToken).ConfigureAwait(false),
            CriticalAlerts = [.. alerts.Where(alert => alert.Day == today && alert is { Severity: AlertSeverity.Critical, ClearedAt: null })],
            StuckMessages = stuck,
            CountersOutOfStep = outOfStep,
        };
    }
}
