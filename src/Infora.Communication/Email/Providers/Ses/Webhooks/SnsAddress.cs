using System.Text.RegularExpressions;

namespace Infora.Communication.Email.Providers.Ses.Webhooks;

/// <summary>Which addresses a notification may name: SNS' own, in the region of its topic. Anything else could be anybody's.</summary>
internal static partial class SnsAddress
{
    /// <returns>The address; null where it is not one of SNS in the topic's region.</returns>
    public static Uri? Read(string? text, string? topic) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "https", IsDefaultPort: true, UserInfo: "" }
        && Host().Match(address.Host) is { Success: true } host && host.Groups[1].Value == RegionOf(topic)
            ? address
            : null;

    /// <summary>arn:aws:sns:REGION:account:name</summary>
    private static string? RegionOf(string? topic) => topic?.Split(':') is ["arn", _, "sns", var region, _, _] ? region : null;

    [GeneratedRegex(@"\Asns\.([a-zA-Z0-9-]{3,})\.amazonaws\.com(?:\.cn)?\z")]
    private static partial Regex Host();
}
