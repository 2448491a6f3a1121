using Infora.Communication.Messages;

namespace Infora.Communication.Suppressions;

/// <summary>What an unsubscribe link stands for.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Recipient">Who declines: the address, or the number in E.164.</param>
/// <param name="Category">What they decline.</param>
/// <param name="MessageId">The message that carried the link, where it is known.</param>
public sealed record UnsubscribeTarget(MessageChannel Channel, string Recipient, MessageCategory Category, Guid? MessageId)
{
    /// <summary>Without the recipient, so that it is in no log by accident.</summary>
    public override string ToString() => $"{Channel} {Category} {MessageId}";
}
