namespace Infora.Communication.Reports;

/// <summary>The keys that a vendor's signatures are verified with. During a rotation there are several, and any of them counts.</summary>
internal static class WebhookKeys
{
    private static readonly char[] Separators = [',', ' ', '\t', '\r', '\n'];

    /// <param name="secret">A secret as it is configured: one key, or several with commas or white space between.</param>
    /// <returns>The keys; none where nothing is configured.</returns>
    public static IReadOnlyList<string> Of(string? secret) =>
        secret is null ? [] : secret.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
}
