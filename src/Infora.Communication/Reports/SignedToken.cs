using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Infora.Communication.Providers.Http;

namespace Infora.Communication.Reports;

/// <summary>Verifies a JSON web token (RFC 7519) that a vendor signed with a shared secret. What it claims is for the caller to judge.</summary>
internal static class SignedToken
{
    /// <summary>What a token claims; null where it is none, has another algorithm or is signed with no such key.</summary>
    /// <param name="token">The token in its compact form.</param>
    /// <param name="keys">The keys of which any counts.</param>
    /// <param name="algorithms">The algorithms that the vendor uses: of <c>HS256</c>, <c>HS384</c>, <c>HS512</c>. No other is ever taken.</param>
    public static JsonElement? Verify(string token, IReadOnlyList<string> keys, params ReadOnlySpan<string> algorithms)
    {
        if (token.Split('.') is not [var header, var payload, var signature] || Decode(signature) is not { } stated)
        {
            return null;
        }

        var algorithm = Parse(header).Member("alg").AsText();
        if (algorithm is null || !algorithms.Contains(algorithm))
        {
            return null;
        }

        var signed = Encoding.UTF8.GetBytes($"{header}.{payload}");
        var isSigned = false;
        foreach (var key in keys)
        {
            isSigned |= Sign(algorithm, Encoding.UTF8.GetBytes(key), signed) is { } expected && CryptographicOperations.FixedTimeEquals(expected, stated);
        }

        return isSigned ? Parse(payload) : null;
    }

    /// <summary>Whether a claim is the SHA-256 of something, in hexadecimal digits.</summary>
    public static bool IsHashOf(JsonElement? claim, ReadOnlySpan<byte> content)
    {
        Span<byte> stated = stackalloc byte[SHA256.HashSizeInBytes];
        return claim.AsText() is { Length: SHA256.HashSizeInBytes * 2 } hash
            && Convert.FromHexString(hash, stated, out _, out _) is OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(stated, SHA256.HashData(content));
    }

    private static byte[]? Sign(string algorithm, byte[] key, byte[] content) => algorithm switch
    {
        "HS256" => HMACSHA256.HashData(key, content),
        "HS384" => HMACSHA384.HashData(key, content),
        "HS512" => HMACSHA512.HashData(key, content),
        _ => null,
    };

    private static JsonElement? Parse(string encoded) => Decode(encoded) is { } json ? LooseJson.Parse(json) : null;

    private static byte[]? Decode(string encoded)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(encoded.Length)];
        return Base64Url.DecodeFromChars(encoded, bytes, out _, out var length) is OperationStatus.Done ? bytes[..length] : null;
    }
}
