using System.Text.Json;
using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;

namespace Infora.Communication.Sms.Providers.Vonage.Webhooks;

/// <summary>
/// Verifies the signed token of webhooks in the form of the Messages API
/// (https://developer.vonage.com/en/getting-started/concepts/webhooks#decoding-signed-webhooks): it vouches for the body by its hash.
/// </summary>
internal sealed class VonageToken(IReadOnlyList<string> secrets, string apiKey)
{
    private const string Scheme = "Bearer ";

    /// <summary>Why a request is not proven to be Vonage's; null where it is.</summary>
    public string? Refuse(WebhookRequest request)
    {
        if (request.Header("Authorization") is not { } header || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return "There is not exactly one Authorization header with a bearer token.";
        }

        var claims = SignedToken.Verify(header[Scheme.Length..].Trim(), secrets, "HS256");
        return claims is null ? "The token is not signed with webhook_secret." : Refuse(claims, request);
    }

    private string? Refuse(JsonElement? claims, WebhookRequest request) =>
        claims.Member("iss").AsText() is not "Vonage" ? "The token is not one of Vonage's."
        : claims.Member("api_key").AsText() != apiKey ? "The token is that of another account."
        // What is in the address has no hash, so a report in it proves nothing.
        : request.Body.IsEmpty ? "The token vouches for a body, and there is none."
        : !SignedToken.IsHashOf(claims.Member("payload_hash"), request.Body.Span) ? "The body is not the one that the token vouches for."
        : !VonageSignature.IsFresh(claims.Member("iat").AsText(), request.ReceivedAt) ? "The token is too old, or made at no time, or by a clock that is wrong."
        : null;
}
