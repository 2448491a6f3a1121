using System.Text;
using System.Text.Json;
using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;

namespace Infora.Communication.Sms.Providers.MessageBird.Webhooks;

/// <summary>
/// Verifies <c>MessageBird-Signature-JWT</c> (https://developers.messagebird.com/api/#verifying-http-requests): a token that
/// vouches for the address that was called and for the body, and says itself how long.
/// </summary>
internal sealed class MessageBirdSignature(IReadOnlyList<string> keys)
{
    public const string Header = "MessageBird-Signature-JWT";

    /// <summary>MessageBird's own libraries allow clocks to differ by it. A token is valid for a minute, and a request that comes again has a new one.</summary>
    private const decimal ClockSkewSeconds = 1;

    /// <summary>Why a request is not proven to be MessageBird's; null where it is.</summary>
    public string? Refuse(WebhookRequest request)
    {
        if (request.Header(Header) is not { } token)
        {
            return $"There is not exactly one {Header} header.";
        }

        var claims = SignedToken.Verify(token.Trim(), keys, "HS256", "HS384", "HS512");
        return claims is null ? $"{Header} is not signed with webhook_secret: it has to be the signing key, not the access key." : Refuse(claims, request);
    }

    private static string? Refuse(JsonElement? claims, WebhookRequest request) =>
        claims.Member("iss").AsText() is not "MessageBird" ? "The token is not one of MessageBird's."
        : claims.Member("jti").AsText() is null ? "The token has no id."
        : !IsNow(claims, request.ReceivedAt) ? "The token is not valid now: it is too old, or the clock of this machine is wrong."
        : !SignedToken.IsHashOf(claims.Member("url_hash"), Encoding.UTF8.GetBytes(request.Url))
            ? "The token vouches for another address: Communication:PublicUrl must be the one that MessageBird calls."
        : !IsOfBody(claims.Member("payload_hash"), request.Body.Span) ? "The body is not the one that the token vouches for."
        : null;

    private static bool IsNow(JsonElement? claims, DateTimeOffset receivedAt)
    {
        var now = receivedAt.ToUnixTimeMilliseconds() / 1000m;
        return claims.Member("nbf").AsDecimal() is { } start && start <= now + ClockSkewSeconds
            && claims.Member("exp").AsDecimal() is { } end && end >= now - ClockSkewSeconds;
    }

    private static bool IsOfBody(JsonElement? hash, ReadOnlySpan<byte> body) => body.IsEmpty ? hash is null : SignedToken.IsHashOf(hash, body);
}
