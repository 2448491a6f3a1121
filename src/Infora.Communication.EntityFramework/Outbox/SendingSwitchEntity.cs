namespace Infora.Communication.EntityFramework.Outbox;

/// <summary>The switch; there is one row, once it was set.</summary>
internal sealed class SendingSwitchEntity
{
    public const int OnlyId = 1;

    public int Id { get; set; } = OnlyId;

    public bool Paused { get; set; }

    public string? Reason { get; set; }

    public DateTimeOffset? ChangedAt { get; set; }
}
