namespace Infora.Communication.EntityFramework.Statistics;

/// <summary>
/// By how much a transaction changed a counter. Whoever changes messages adds such rows and changes none, so that nobody waits
/// for anybody at a counter.
/// </summary>
internal sealed class MessageCountChangeEntity : MessageCountRow
{
    public long Id { get; set; }
}
