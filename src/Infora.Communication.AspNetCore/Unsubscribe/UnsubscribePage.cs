using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Infora.Communication.Messages;
using Infora.Communication.Suppressions;
using Microsoft.AspNetCore.Http;

namespace Infora.Communication.AspNetCore.Unsubscribe;

/// <summary>
/// A page for people who follow an unsubscribe link. It needs nothing but itself, no script and no cookie; a program that
/// looks at links on its way through the mail changes nothing by it.
/// </summary>
internal sealed class UnsubscribePage : IResult, IStatusCodeHttpResult
{
    public const string Field = "List-Unsubscribe";

    /// <summary>What mail programs post as well (RFC 8058).</summary>
    public const string OneClick = "One-Click";

    public const string Undo = "Undo";

    public const string MediaType = "text/html";

    private const string Style =
        "body{font:1.125rem/1.5 system-ui,sans-serif;margin:0;padding:3rem 1.5rem;background:#f5f6f8;color:#1b1f24}"
        + "main{max-width:34rem;margin:auto;padding:2rem;background:#fff;border-radius:.75rem}"
        + "h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}p{margin:0 0 1.5rem;overflow-wrap:anywhere}"
        + "button{font:inherit;font-weight:600;padding:.75rem 1.5rem;border:2px solid #0b57d0;border-radius:.5rem;background:#0b57d0;color:#fff;cursor:pointer}"
        + "button:focus-visible{outline:3px solid #1b1f24;outline-offset:2px}"
        + "@media(prefers-color-scheme:dark){body{background:#15181c;color:#eceff3}main{background:#21262c}button:focus-visible{outline-color:#eceff3}}";

    private static readonly string Policy = "default-src 'none'; style-src 'sha256-"
        + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))
        + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private readonly int _status;
    private readonly string _title;
    private readonly string _text;
    private readonly (string Value, string Label)? _button;

    private UnsubscribePage(int status, string title, string text, (string Value, string Label)? button = null) =>
        (_status, _title, _text, _button) = (status, title, text, button);

    public int? StatusCode => _status;

    /// <summary>Asks before anything is done.</summary>
    public static UnsubscribePage Ask(UnsubscribeTarget target) => new(
        StatusCodes.Status200OK,
        "Unsubscribe?",
        $"Do you want to get no more {Kind(target)} at {MaskedRecipient.Of(target)}?{Rest(target)}",
        (OneClick, "Unsubscribe"));

    public static UnsubscribePage Unsubscribed(UnsubscribeTarget target) => new(
        StatusCodes.Status200OK,
        "You are unsubscribed",
        $"We send no more {Kind(target)} to {MaskedRecipient.Of(target)}.{Rest(target)}",
        (Undo, "Subscribe again"));

    public static UnsubscribePage Resubscribed(UnsubscribeTarget target) => new(
        StatusCodes.Status200OK,
        "You are subscribed again",
        $"We send {Kind(target)} to {MaskedRecipient.Of(target)} again.",
        (OneClick, "Unsubscribe"));

    /// <summary>Something else than the recipient's own will stops the messages.</summary>
    public static UnsubscribePage StillStopped(UnsubscribeTarget target) => new(
        StatusCodes.Status200OK,
        "You stay unsubscribed",
        $"We cannot send {Kind(target)} to {MaskedRecipient.Of(target)} for another reason. Please write to us if you want them.");

    /// <summary>Says nothing of what was wrong with the link.</summary>
    public static UnsubscribePage NoSuchLink() => new(
        StatusCodes.Status404NotFound,
        "This link does not work",
        "It may be incomplete. Please open it from the message again, or write to us to unsubscribe.");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = _status;
        response.ContentType = MediaType + "; charset=utf-8";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["X-Robots-Tag"] = "noindex";
        return response.WriteAsync(Html(), httpContext.RequestAborted);
    }

    /// <summary>The form has no address of its own: it goes back to where the page came from, whatever prefix a proxy adds.</summary>
    private string Html()
    {
        var form = _button is var (value, label)
            ? $"""<form method="post"><input type="hidden" name="{Field}" value="{value}"><button type="submit">{label}</button></form>"""
            : "";
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{_title}</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            <h1>{_title}</h1>
            <p>{HtmlEncoder.Default.Encode(_text)}</p>
            {form}
            </main>
            </body>
            </html>

            """;
    }

    private static string Kind(UnsubscribeTarget target) =>
        target.Category is MessageCategory.Promotional ? "promotional messages" : "messages of this kind";

    private static string Rest(UnsubscribeTarget target) =>
        target.Category is MessageCategory.Promotional ? " Messages that belong to your account, such as receipts, still come." : "";
}
