using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Infora.Communication.Reports;

namespace Infora.Communication.Sms.Providers.Vonage.Webhooks;

/// <summary>
/// Verifies the parameter <c>sig</c> of the SMS API (https://developer.vonage.com/en/getting-started/concepts/signing-messages): a
/// hash over all parameters, by name.
/// </summary>
internal sealed class VonageSignature(IReadOnlyList<string> secrets, string method)
{
    /// <summary>Vonage tries a report that was not taken again for a day, and nothing says that it signs it anew.</summary>
    public static readonly TimeSpan OldestSignature = TimeSpan.FromHours(24) + TimeSpan.FromMinutes(5);

    /// <summary>What clocks may differ by.</summary>
    public static readonly TimeSpan LargestLead = TimeSpan.FromMinutes(5);

    private const string Parameter = "sig";

    // The address carries our id of the message, and it is not known whether Vonage signs what was in it before.
    private const string OwnParameter = "message";

    /// <summary>Why a request is not proven to be Vonage's; null where it is.</summary>
    public string? Refuse(WebhookRequest request, WebhookFields fields)
    {
        if (fields.All.Where(field => field.Key == Parameter).ToList() is not [{ Value: var signature }])
        {
            return $"There is not exactly one parameter {Parameter}.";
        }

        var all = fields.All.Where(field => field.Key != Parameter).ToList();
        if (!IsSigned(all, signature) && !IsSigned([.. all.Where(field => field.Key != OwnParameter)], signature))
        {
            return "The signature is not that of webhook_secret, by the method of signature_method.";
        }

        return IsFresh(fields["timestamp"], request.ReceivedAt) ? null : "It was signed too long ago, or at no time, or by a clock that is wrong.";
    }

    public static bool IsFresh(string? unixSeconds, DateTimeOffset now)
    {
        if (!decimal.TryParse(unixSeconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var signedAt))
        {
            return false;
        }

        var age = now.ToUnixTimeSeconds() - signedAt;
        return age <= (decimal)OldestSignature.TotalSeconds && age >= -(decimal)LargestLead.TotalSeconds;
    }

    private bool IsSigned(List<KeyValuePair<string, string>> parameters, string signature)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in parameters.OrderBy(parameter => parameter.Key, StringComparer.Ordinal))
        {
            text.Append('&').Append(Plain(name)).Append('=').Append(Plain(value));
        }

        var stated = Encoding.UTF8.GetBytes(signature.ToUpperInvariant());
        var isSigned = false;
        foreach (var secret in secrets)
        {
            isSigned |= CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Convert.ToHexString(Sign(text.ToString(), secret))), stated);
        }

        return isSigned;
    }

    // MD5 and SHA-1 are what accounts may have been set to; which one counts is configured.
#pragma warning disable CA5350, CA5351
    private byte[] Sign(string text, string secret)
    {
        var key = Encoding.UTF8.GetBytes(secret);
        var content = Encoding.UTF8.GetBytes(text);
        return method switch
        {
            "md5hash" => MD5.HashData([.. content, .. key]),
            "md5" => HMACMD5.HashData(key, content),
            "sha1" => HMACSHA1.HashData(key, content),
            "sha512" => HMACSHA512.HashData(key, content),
            _ => HMACSHA256.HashData(key, content),
        };
    }
#pragma warning restore CA5350, CA5351

    /// <summary>What separates parameters is not to be faked by what is in one.</summary>
    private static string Plain(string text) => text.Replace('&', '_').Replace('=', '_');
}
