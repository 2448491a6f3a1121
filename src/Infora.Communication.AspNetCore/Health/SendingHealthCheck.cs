using Infora.Communication.Outbox;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Infora.Communication.AspNetCore.Health;

/// <summary>Whether messages go out. A store that cannot be reached throws, which the host's health checks count as unhealthy.</summary>
internal sealed class SendingHealthCheck(SendingHealthReader reader) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var health = await reader.ReadAsync(cancellationToken);
        var data = new Dictionary<string, object>
        {
            ["paused"] = health.Switch.Paused,
            ["critical_alerts"] = health.CriticalAlerts.Count,
            ["stuck_messages"] = health.StuckMessages ?? 0,
            ["counters_out_of_step"] = health.CountersOutOfStep,
        };
        return health switch
        {
            { StuckMessages: > 0 } => new HealthCheckResult(
                context.Registration.FailureStatus, $"{health.StuckMessages} messages are in a state that no step leads on from.", exception: null, data),
            { CountersOutOfStep: > 0 } => new HealthCheckResult(
                context.Registration.FailureStatus, $"{health.CountersOutOfStep} counters differ from the messages that they count.", exception: null, data),
            { Switch.Paused: true } => HealthCheckResult.Degraded("All sending is switched off.", exception: null, data),
            { CriticalAlerts: [var newest, ..] } => HealthCheckResult.Degraded(newest.Message, exception: null, data),
            _ => HealthCheckResult.Healthy(data: data),
        };
    }
}
