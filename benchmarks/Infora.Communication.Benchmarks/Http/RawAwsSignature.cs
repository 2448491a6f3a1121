using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Infora.Communication.Benchmarks.Http;

/// <summary>Signature Version 4 for the one request that <see cref="RawSes"/> makes.</summary>
internal static class RawAwsSignature
{
    private const string SignedHeaders = "content-type;host;x-amz-date";

    public static void Sign(HttpRequestMessage request, string host, string path, byte[] body)
    {
        var time = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var date = time[..8];
        var canonical = $"POST\n{path}\n\ncontent-type:application/json\nhost:{host}\nx-amz-date:{time}\n\n{SignedHeaders}\n{Hash(body)}";
        var scope = $"{date}/{BenchmarkAccounts.AwsRegion}/ses/aws4_request";
        var text = $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}";
        var key = Encoding.UTF8.GetBytes($"AWS4{BenchmarkAccounts.AwsSecret}");
        foreach (var part in new[] { date, BenchmarkAccounts.AwsRegion, "ses", "aws4_request" })
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        request.Headers.Host = host;
        request.Headers.TryAddWithoutValidation("X-Amz-Date", time);
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential={BenchmarkAccounts.AwsKeyId}/{scope}, SignedHeaders={SignedHeaders}, Signature={signature}");
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
