using Infora.Communication.Messages;

namespace Infora.Communication.Suppressions;

/// <summary>What a suppression is unique by.</summary>
/// <param name="Channel">Email or SMS.</param>
/// <param name="Recipient">The recipient as <see cref="Suppression.Recipient"/> has them.</param>
/// <param name="Category">The messages that it stops; null for all.</param>
public sealed record SuppressionKey(MessageChannel Channel, string Recipient, MessageCategory? Category)
{
    /// <summary>The key of a suppression.</summary>
    /// <param name="suppression">The suppression.</param>
    public static SuppressionKey Of(Suppression suppression)
    {
        ArgumentNullException.ThrowIfNull(suppression);
        return new SuppressionKey(suppression.Channel, suppression.Recipient, suppression.Category);
    }
}
