namespace Infora.Communication.EntityFramework.Outbox;

/// <summary>
/// That messages under a correlation key are taken back. It is kept while it can meet a message: one that is being sent may
/// come back to the queue, and one of a host's transaction is carried out once that is committed.
/// </summary>
internal sealed class CancellationEntity
{
    public long Id { get; set; }

    public string CorrelationKey { get; set; } = "";

    /// <summary>It meets messages that were accepted until then.</summary>
    public DateTimeOffset RequestedAt { get; set; }
}
