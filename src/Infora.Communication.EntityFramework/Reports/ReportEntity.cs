using System.Text.Json;
using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.Reports;

namespace Infora.Communication.EntityFramework.Reports;

/// <summary>A vendor's report that is not written to its message yet.</summary>
internal sealed class ReportEntity
{
    public long Id { get; set; }

    public MessageChannel Channel { get; set; }

    public int ProviderId { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>Null once its message is not looked for any more.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>A JSON object.</summary>
    public string Report { get; set; } = "{}";

    public static ReportEntity Of(ReceivedReport received) => new()
    {
        Id = received.Id,
        Channel = received.Channel,
        ProviderId = received.ProviderId,
        ReceivedAt = received.ReceivedAt,
        DueAt = received.DueAt,
        Report = JsonSerializer.Serialize(received.Report),
    };

    public ReceivedReport Read() => new(Channel, ProviderId, ReceivedAt, JsonSerializer.Deserialize<DeliveryReport>(Report)!)
    {
        Id = Id,
        DueAt = DueAt,
    };
}
