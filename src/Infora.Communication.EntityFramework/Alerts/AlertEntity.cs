using Infora.Communication.Alerts;

namespace Infora.Communication.EntityFramework.Alerts;

internal sealed class AlertEntity
{
    public long Id { get; set; }

    public string Cause { get; set; } = "";

    public DateOnly Day { get; set; }

    public AlertKind Kind { get; set; }

    public AlertSeverity Severity { get; set; }

    public string Message { get; set; } = "";

    public int? ProviderId { get; set; }

    public int? CampaignId { get; set; }

    public DateTimeOffset RaisedAt { get; set; }

    public DateTimeOffset? ClearedAt { get; set; }

    public Alert Read() => new()
    {
        Id = Id,
        Cause = Cause,
        Day = Day,
        Kind = Kind,
        Severity = Severity,
        Message = Message,
        ProviderId = ProviderId,
        CampaignId = CampaignId,
        RaisedAt = RaisedAt,
        ClearedAt = ClearedAt,
    };
}
