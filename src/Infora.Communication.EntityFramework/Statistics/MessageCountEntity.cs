namespace Infora.Communication.EntityFramework.Statistics;

/// <summary>A counter. What counts is its sum with the <see cref="MessageCountChangeEntity"/>s that are not added up yet.</summary>
internal sealed class MessageCountEntity : MessageCountRow;
