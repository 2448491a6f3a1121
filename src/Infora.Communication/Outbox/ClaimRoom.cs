using Infora.Communication.Messages;

namespace Infora.Communication.Outbox;

/// <summary>How many messages may be claimed: room that is kept for the more urgent is not given to the less urgent.</summary>
/// <param name="Total">How many in all.</param>
/// <param name="NormalAndLow">How many of them may be of normal or low priority.</param>
/// <param name="Low">How many of them may be of low priority.</param>
public readonly record struct ClaimRoom(int Total, int NormalAndLow, int Low)
{
    /// <summary>The same room for all priorities.</summary>
    /// <param name="total">How many in all.</param>
    public static implicit operator ClaimRoom(int total) => FromInt32(total);

    /// <summary>The same room for all priorities.</summary>
    /// <param name="total">How many in all.</param>
    public static ClaimRoom FromInt32(int total) => new(total, total, total);

    /// <summary>How many of one priority may be claimed.</summary>
    /// <param name="priority">The priority.</param>
    public int For(MessagePriority priority) => priority switch
    {
        MessagePriority.High => Total,
        MessagePriority.Normal => Math.Min(Total, NormalAndLow),
        _ => Math.Min(Math.Min(Total, NormalAndLow), Low),
    };
}
