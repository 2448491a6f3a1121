using Infora.Communication.AspNetCore.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

#pragma warning disable IDE0130 // Registration lives where every host looks for it.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds the library to a host's health checks.</summary>
public static class CommunicationHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check that is degraded while all sending is switched off or a critical alert of today is open, and unhealthy
    /// while the store cannot be reached, holds messages that no step leads on from, or has counters that differ from the messages.
    /// </summary>
    /// <param name="builder">The host's health checks.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">What stands for unhealthy; null for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags to filter the checks by.</param>
    /// <returns>The host's health checks.</returns>
    public static IHealthChecksBuilder AddInforaCommunication(
        this IHealthChecksBuilder builder,
        string name = "infora-communication",
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<SendingHealthCheck>(name, failureStatus, tags ?? []);
    }
}
