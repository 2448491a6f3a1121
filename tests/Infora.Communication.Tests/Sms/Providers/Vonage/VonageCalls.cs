using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Infora.Communication.Reports;
using Infora.Communication.Sms.Providers.Vonage;
using Infora.Communication.Tests.Providers.Http;
using Infora.Communication.Tests.Reports;

namespace Infora.Communication.Tests.Sms.Providers.Vonage;

/// <summary>What Vonage calls a host with.</summary>
internal static class VonageCalls
{
    public const string Url = "https://bill.example.co.ke/api/communication/webhooks/sms/7/k7Qd?message=0198a0c0-0000-7000-8000-000000000001";
    public const string Secret = "VonageSigSecretExample01";
    public const string ApiKey = "abcd1234";
    public const string Part = "0A000000ABCDEF12";

    public static readonly Guid Message = Guid.Parse("0198a0c0-0000-7000-8000-000000000001");

    public static VonageProvider Provider(ProviderHttpHost http, string? secret = null, string method = "sha256") => new(
        new VonageOptions { ApiKey = ApiKey, ApiSecret = "s3cr3t", SenderId = "INFORA", WebhookSecret = secret, SignatureMethod = method, AccountCurrency = "EUR" },
        http.Client);

    public static Dictionary<string, string> Receipt(string status = "delivered", string errCode = "0") => Calls.Fields(
        ("msisdn", "254712345678"), ("to", "INFORA"), ("network-code", "63902"), ("messageId", Part), ("price", "0.02500000"), ("status", status),
        ("scts", "2611221030"), ("err-code", errCode), ("api-key", ApiKey), ("client-ref", Message.ToString("D")),
        ("message-timestamp", "2026-11-22 10:30:05"));

    public static Dictionary<string, string> Signed(this Dictionary<string, string> fields, string method = "sha256", string secret = Secret, DateTimeOffset? at = null)
    {
        var signed = new Dictionary<string, string>(fields)
        {
            ["timestamp"] = (at ?? Calls.Now).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["nonce"] = "0f8fad5b-d9cb-469f-a165-70867728950e",
        };
        return signed.Resigned(method, secret);
    }

    public static Dictionary<string, string> Resigned(this Dictionary<string, string> fields, string method = "sha256", string secret = Secret)
    {
        var signed = new Dictionary<string, string>(fields);
        signed.Remove("sig");
        var text = string.Concat(signed.OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => $"&{field.Key}={field.Value.Replace('&', '_').Replace('=', '_')}"));
        signed["sig"] = Sign(text, method, secret);
        return signed;
    }

    public static WebhookRequest Get(Dictionary<string, string> fields) => Calls.Get($"{Url}&{Calls.Encode(fields)}");

    public static WebhookRequest Post(Dictionary<string, string> fields) => Calls.PostForm(Url, fields);

    public static WebhookRequest Json(Dictionary<string, string> fields) => Calls.PostJson(Url, JsonSerializer.Serialize(fields));

    public static WebhookRequest Token(this WebhookRequest request, Action<Dictionary<string, object?>>? change = null, string secret = Secret, string algorithm = "HS256")
    {
        var claims = new Dictionary<string, object?>
        {
            ["iat"] = request.ReceivedAt.ToUnixTimeSeconds() - 1,
            ["jti"] = "c0ffee",
            ["iss"] = "Vonage",
            ["payload_hash"] = Tokens.Hash(request.Body.Span),
            ["api_key"] = ApiKey,
            ["application_id"] = "a1",
        };
        change?.Invoke(claims);
        return request.Without("Authorization").With("Authorization", $"Bearer {Tokens.Sign(claims, secret, algorithm)}");
    }

    public static WebhookRequest MessagesStatus(string status, string more = "") => Calls.PostJson(Url, $$"""
        {"message_uuid":"aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab","to":"254712345678","from":"INFORA","timestamp":"2026-11-22T10:30:05.250Z","status":"{{status}}",
         "channel":"sms","client_ref":"{{Message:D}}","destination":{"network_code":"63902"}{{more}}}
        """);

#pragma warning disable CA5350, CA5351 // The vendor's algorithms.
    private static string Sign(string text, string method, string secret)
    {
        var (key, content) = (Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text));
        return method switch
        {
            "md5hash" => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text + secret))),
            "md5" => Convert.ToHexString(HMACMD5.HashData(key, content)),
            "sha1" => Convert.ToHexString(HMACSHA1.HashData(key, content)),
            "sha512" => Convert.ToHexString(HMACSHA512.HashData(key, content)),
            _ => Convert.ToHexString(HMACSHA256.HashData(key, content)),
        };
    }
#pragma warning restore CA5350, CA5351
}
