using System.Text.Json.Serialization;

namespace Infora.Communication.Alerts;

/// <summary>How urgent an alert is.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<AlertSeverity>))]
public enum AlertSeverity
{
    /// <summary>Messages still go out; somebody should look at it in time.</summary>
    Warning,

    /// <summary>Messages wait or fail because of it.</summary>
    Critical,
}
