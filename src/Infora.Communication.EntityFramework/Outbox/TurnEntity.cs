namespace Infora.Communication.EntityFramework.Outbox;

/// <summary>The next turn at a rate that holds for all processes.</summary>
internal sealed class TurnEntity
{
    public string Key { get; set; } = "";

    public DateTimeOffset NextAt { get; set; }
}
