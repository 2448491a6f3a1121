using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;

namespace Infora.Communication.Email.Providers.Mailgun.Webhooks;

/// <summary>
/// The signature of a webhook (https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks): HMAC-SHA256 over
/// a timestamp and a random token, under the webhook signing key. It does not cover the event; the token in the address has to keep others out.
/// </summary>
internal sealed class MailgunSignature(string? secret)
{
    /// <summary>Deliveries are repeated for about eight hours.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(9);

    private static readonly TimeSpan LargestLead = TimeSpan.FromMinutes(5);

    /// <param name="signature">The member <c>signature</c> of the body.</param>
    /// <param name="now">The time.</param>
    /// <returns>Why a request is not genuine; null where it is, or where nothing to verify it with is configured.</returns>
    public string? Refuse(JsonElement? signature, DateTimeOffset now)
    {
        var keys = WebhookKeys.Of(secret);
        if (keys.Count is 0)
        {
            return null;
        }

        var timestamp = signature.Member("timestamp").AsText();
        if (timestamp is null || signature.Member("token").AsText() is not { } token)
        {
            return "It carries no signature.";
        }

        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || UnixTime.Of(seconds) is not { } at || at < now - Oldest || at > now + LargestLead)
        {
            return "The signature's timestamp is no time, or too far from now.";
        }

        var signed = Encoding.UTF8.GetBytes(timestamp + token);

        // Events of a subaccount are signed with the key of the account above it too.
        string?[] given = [signature.Member("signature").AsText(), signature.Member("parent-signature").AsText()];
        return keys.Any(key => given.Any(one => Matches(key, signed, one))) ? null : "The signature is wrong: webhook_secret is the HTTP webhook signing key, not the API key.";
    }

    private static bool Matches(string key, byte[] signed, string? given)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return given?.Length == hash.Length * 2
            && Convert.FromHexString(given, hash, out _, out _) is System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(hash, HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), signed));
    }
}
