using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Infora.Communication.Reports;

namespace Infora.Communication.Providers.Http.Custom.Webhooks;

/// <summary>Sees whether a gateway's request proves itself as its settings say.</summary>
internal sealed class CustomWebhookSignature(CustomWebhookVerification? verification, IReadOnlyDictionary<string, string> secrets)
{
    /// <returns>Why it does not; null where it does.</returns>
    public string? Refuse(WebhookRequest request)
    {
        if (verification is null or { Type: "none" })
        {
            return null;
        }

        var keys = WebhookKeys.Of(verification.Secret is { } name ? secrets.GetValueOrDefault(name) : null);
        return verification.Type switch
        {
            _ when keys.Count is 0 => $"The secret {verification.Secret} is not there.",
            "basic" => IsAny(keys.Select(key => BasicCredentials.Of(verification.Username!, key)), request.Header("Authorization")) ? null : "Its credentials are missing or wrong.",
            "header" => IsAny(keys.Select(key => verification.Prefix + key), request.Header(verification.Header!)) ? null : $"The header {verification.Header} is missing or wrong.",
            _ => RefuseSignature(verification, keys, request),
        };
    }

    private static string? RefuseSignature(CustomWebhookVerification verification, IReadOnlyList<string> keys, WebhookRequest request)
    {
        var prefix = verification.Prefix ?? "";
        if (request.Header(verification.Header!) is not { } header || !header.StartsWith(prefix, StringComparison.Ordinal)
            || Decode(verification, header[prefix.Length..].Trim()) is not { } signature)
        {
            return $"The header {verification.Header} is missing, or holds no signature.";
        }

        byte[] before = [];
        if (verification.TimestampHeader is { } name)
        {
            if (request.Header(name) is not { } timestamp || !IsOfNow(timestamp, request.ReceivedAt, verification.ToleranceSeconds))
            {
                return $"The header {name} is missing, no time, or too far from now.";
            }

            before = Encoding.UTF8.GetBytes(timestamp + verification.Separator);
        }

        byte[] signed = [.. before, .. request.Body.Span];
        return keys.Any(key => CryptographicOperations.FixedTimeEquals(Hash(verification, key, signed), signature)) ? null : "The signature is wrong.";
    }

    private static bool IsOfNow(string timestamp, DateTimeOffset now, int tolerance) =>
        decimal.TryParse(timestamp, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && UnixTime.Of(number) is { } at && (now - at).Duration() <= TimeSpan.FromSeconds(tolerance);

    private static byte[]? Decode(CustomWebhookVerification verification, string text)
    {
        try
        {
            return verification.Encoding is "base64" ? Convert.FromBase64String(text) : Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static byte[] Hash(CustomWebhookVerification verification, string key, byte[] signed)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        return verification.Algorithm switch
        {
            "sha512" => HMACSHA512.HashData(bytes, signed),
#pragma warning disable CA5350 // The gateway decides; as a message authentication code it is not broken.
            "sha1" => HMACSHA1.HashData(bytes, signed),
#pragma warning restore CA5350
            _ => HMACSHA256.HashData(bytes, signed),
        };
    }

    private static bool IsAny(IEnumerable<string> expected, string? given) =>
        given is not null && expected.Any(one => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(given)));
}
