using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Infora.Communication.Reports;

namespace Infora.Communication.Email.Providers.SendGrid.Webhooks;

/// <summary>
/// The signed event webhook (https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features):
/// ECDSA over the timestamp and the body, byte for byte; the body ends with a line break that is signed too.
/// </summary>
internal sealed class SendGridSignature(string? secret)
{
    private const string Signature = "X-Twilio-Email-Event-Webhook-Signature";
    private const string Timestamp = "X-Twilio-Email-Event-Webhook-Timestamp";

    /// <summary>Events are delivered again for a day, and it is not said whether they are signed anew then.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(25);

    private static readonly TimeSpan LargestLead = TimeSpan.FromMinutes(5);

    /// <returns>Why a request is not genuine; null where it is, or where nothing to verify it with is configured.</returns>
    public string? Refuse(WebhookRequest request)
    {
        var keys = WebhookKeys.Of(secret);
        if (keys.Count is 0)
        {
            return null;
        }

        if (request.Header(Signature) is not { Length: > 0 } text || request.Header(Timestamp) is not { Length: > 0 } timestamp)
        {
            return $"The headers {Signature} and {Timestamp} are missing: switch the signed event webhook on, or clear webhook_secret.";
        }

        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || UnixTime.Of(seconds) is not { } at || at < request.ReceivedAt - Oldest || at > request.ReceivedAt + LargestLead)
        {
            return "The signature's timestamp is no time, or too far from now.";
        }

        var signature = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, signature, out var length))
        {
            return "The signature is not base64.";
        }

        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp), .. request.Body.Span];
        return keys.Any(key => Verifies(key, signed, signature.AsSpan(0, length))) ? null : "The signature is wrong.";
    }

    /// <summary>A key that is none verifies nothing.</summary>
    private static bool Verifies(string key, byte[] signed, ReadOnlySpan<byte> signature)
    {
        try
        {
            using var ecdsa = ECDsa.Create();
            ecdsa.ImportSubjectPublicKeyInfo(Convert.FromBase64String(key), out _);
            return ecdsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            return false;
        }
    }
}
