using System.Security.Cryptography;
using System.Text;
using Infora.Communication.Reports;

namespace Infora.Communication.Sms.Providers.Twilio.Webhooks;

/// <summary>
/// Verifies <c>X-Twilio-Signature</c> (https://www.twilio.com/docs/usage/security#validating-requests): a keyed hash of the address
/// and, for a form, of its fields. It holds no time, so there is none to check: a request that comes again says the same again.
/// </summary>
internal sealed class TwilioSignature(IReadOnlyList<string> tokens)
{
    public const string Header = "X-Twilio-Signature";

    private const string BodyHash = "bodySHA256";

    private readonly List<byte[]> _keys = [.. tokens.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Why a request is not proven to be Twilio's; null where it is.</summary>
    public string? Refuse(WebhookRequest request)
    {
        if (request.Header(Header) is not { } header)
        {
            return $"There is not exactly one {Header} header.";
        }

        Span<byte> signature = stackalloc byte[HMACSHA1.HashSizeInBytes];
        if (!Convert.TryFromBase64String(header.Trim(), signature, out var length) || length != signature.Length)
        {
            return $"{Header} is no signature.";
        }

        var hashes = WebhookFields.OfForm(request.Query).All.Where(field => field.Key == BodyHash).Select(field => field.Value).ToList();
        if (hashes.Count > 0)
        {
            return !IsHashOf(request.Body.Span, hashes) ? $"The body is not the one of {BodyHash}."
                : IsSigned(request.Url, "", signature) ? null
                : NotSigned;
        }

        if (!request.Body.IsEmpty && WebhookFields.IsJson(request))
        {
            return $"The body is JSON and the address has no {BodyHash}.";
        }

        return IsSigned(request.Url, FieldsOf(request), signature) ? null : NotSigned;
    }

    private static string NotSigned =>
        "The signature is not that of auth_token, or was made for another address: Communication:PublicUrl must be the one that Twilio calls.";

    private static bool IsHashOf(ReadOnlySpan<byte> body, List<string> hashes)
    {
        Span<byte> stated = stackalloc byte[SHA256.HashSizeInBytes];
        return hashes is [{ Length: SHA256.HashSizeInBytes * 2 } hash]
            && Convert.FromHexString(hash, stated, out _, out _) is System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(stated, SHA256.HashData(body));
    }

    /// <summary>The fields of a form as they are signed: by name, several values of one name once each and in order.</summary>
    private static string FieldsOf(WebhookRequest request)
    {
        if (request.Body.IsEmpty)
        {
            return "";
        }

        var signed = new StringBuilder();
        foreach (var name in WebhookFields.OfForm(request.ReadText()).All.GroupBy(field => field.Key, StringComparer.Ordinal).OrderBy(name => name.Key, StringComparer.Ordinal))
        {
            foreach (var value in name.Select(field => field.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                signed.Append(name.Key).Append(value);
            }
        }

        return signed.ToString();
    }

    private bool IsSigned(string url, string fields, ReadOnlySpan<byte> signature)
    {
        // CA5350: SHA-1 is what Twilio signs with; as a keyed hash it is not broken.
#pragma warning disable CA5350
        Span<byte> expected = stackalloc byte[HMACSHA1.HashSizeInBytes];
        var isSigned = false;
        foreach (var form in TwilioSignedUrl.FormsOf(url))
        {
            var data = Encoding.UTF8.GetBytes(form + fields);
            foreach (var key in _keys)
            {
                HMACSHA1.HashData(key, data, expected);
                isSigned |= CryptographicOperations.FixedTimeEquals(expected, signature);
            }
        }
#pragma warning restore CA5350
        return isSigned;
    }
}
