using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Infora.Communication.Tests.Reports;

/// <summary>Signed tokens as vendors make them.</summary>
internal static class Tokens
{
    public static string Sign(IReadOnlyDictionary<string, object?> claims, string key, string algorithm = "HS256") =>
        Sign(JsonSerializer.Serialize(claims), key, $$"""{"alg":"{{algorithm}}","typ":"JWT"}""", algorithm);

    public static string Sign(string claims, string key, string header, string algorithm)
    {
        var content = $"{Encode(Encoding.UTF8.GetBytes(header))}.{Encode(Encoding.UTF8.GetBytes(claims))}";
        var (secret, bytes) = (Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(content));
        return $"{content}.{Encode(algorithm switch
        {
            "HS256" => HMACSHA256.HashData(secret, bytes),
            "HS384" => HMACSHA384.HashData(secret, bytes),
            "HS512" => HMACSHA512.HashData(secret, bytes),
            _ => [],
        })}";
    }

    public static string Hash(string text) => Hash(Encoding.UTF8.GetBytes(text));

    public static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
