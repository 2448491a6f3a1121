namespace Infora.Communication.Suppressions;

/// <summary>What a message says that was not sent because of a suppression.</summary>
internal static class SuppressionError
{
    public static SendError Of(Suppression suppression) => new(CodeOf(suppression.Reason), Describe(suppression), Permanent: true)
    {
        Hint = $"Suppression {suppression.Id} stops it; take it away only where the recipient wants these messages or the address works again.",
    };

    private static ErrorCode CodeOf(SuppressionReason reason) => reason switch
    {
        SuppressionReason.HardBounce => ErrorCode.InvalidRecipient,
        SuppressionReason.Manual => ErrorCode.Blocked,
        _ => ErrorCode.OptedOut,
    };

    private static string Describe(Suppression suppression)
    {
        var what = suppression.Category is { } category ? $"{SnakeCase.Name(category)} messages" : "all messages";
        return $"The recipient is suppressed for {what}: {SnakeCase.Name(suppression.Reason)}.";
    }
}
