namespace Infora.Communication.Alerts;

/// <summary>Who is written to about alerts. With nobody given, alerts are in the log, in <c>GET /alerts</c> and told to <see cref="ICommunicationEvents"/> handlers.</summary>
public sealed class AlertOptions
{
    /// <summary>Addresses that get a mail about each alert.</summary>
    /// <value>Default: none.</value>
    public IList<string> Email { get; set; } = [];

    /// <summary>Numbers that get a text message about each alert.</summary>
    /// <value>In E.164, or as written in the default region. Default: none.</value>
    public IList<string> Phone { get; set; } = [];

    /// <summary>From which severity on they are written to.</summary>
    /// <value>Default: <see cref="AlertSeverity.Warning"/>, all alerts.</value>
    public AlertSeverity MinimumSeverity { get; set; } = AlertSeverity.Warning;
}
