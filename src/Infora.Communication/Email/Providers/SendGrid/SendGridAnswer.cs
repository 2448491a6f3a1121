using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Infora.Communication.Providers;
using Infora.Communication.Providers.Http;

namespace Infora.Communication.Email.Providers.SendGrid;

/// <summary>Reads SendGrid's answer to one mail.</summary>
internal sealed partial class SendGridAnswer(SendGridApi api, ProviderHttpResponse response, int? position = null)
{
    private const string Vendor = "SendGrid";

    private const string CheckKey = "Check api_key: it needs the permission Mail Send, and a key of an EU account needs base_url https://api.eu.sendgrid.com.";
    private const string VerifySender = "Verify sender_email as a single sender, or authenticate its domain, in SendGrid's settings.";

    private List<(string? Field, string Message)>? _errors;

    private List<(string? Field, string Message)> Errors => _errors ??= ReadErrors();

    public ProviderResult ToResult()
    {
        // The id is in a header, which a proxy may have taken away; the status alone says that the mail was taken.
        var id = response.Header("X-Message-Id");
        return response.StatusCode is HttpStatusCode.Accepted || (response.IsSuccess && id is not null)
            ? ProviderResult.Sent(id)
            : ToRefusal();
    }

    /// <summary>The positions of the mails that the answer blames; none where it blames the request as a whole.</summary>
    public IReadOnlySet<int> Blamed => Errors.Select(error => PositionIn(error.Field)).OfType<int>().ToHashSet();

    /// <summary>Whether it blames only what all mails have in common, so that none would be taken in another request either.</summary>
    public bool BlamesWhatIsShared => Errors.Count > 0 && Errors.TrueForAll(error => error.Field is not null && PositionIn(error.Field) is null);

    /// <summary>The same answer as far as it speaks of the mail at a position.</summary>
    public SendGridAnswer About(int mail) => new(api, response, mail);

    public ProviderResult ToRefusal() => (int)response.StatusCode switch
    {
        400 => OfRequest(),
        401 when Says("credits") => ProviderResult.Unavailable(
            Error(ErrorCode.LimitExceeded, "The plan's mails are used up: upgrade it, or wait until they are renewed."), response.RetryAfter),
        403 when IsOfSender() => ProviderResult.Unavailable(Error(ErrorCode.InvalidSender, VerifySender)),
        _ => response.ToResult(Vendor, Text(), providerCode: null, CheckKey),
    };

    private ProviderResult OfRequest()
    {
        if (IsOfSender())
        {
            return ProviderResult.Unavailable(Error(ErrorCode.InvalidSender, "Check sender_email and sender_name."));
        }

        var code = Errors.Exists(error => IsRecipient(error.Field)) ? ErrorCode.InvalidRecipient : ErrorCode.InvalidContent;
        return ProviderResult.Rejected(Error(code, hint: null) with { Permanent = true });
    }

    private SendError Error(ErrorCode code, string? hint)
    {
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        var text = Text() is { Length: > 0 } said ? $": {said}" : "";
        return new SendError(code, $"{Vendor} refused the mail{text}", Permanent: false) { ProviderCode = status, Hint = hint };
    }

    private string Text() => Errors.Count is 0
        ? api.Clean(response.IsSuccess ? null : response.Text)
        : api.Clean(string.Join("; ", Errors.Select(error => error.Field is null ? error.Message : $"{error.Field}: {error.Message}")));

    private bool IsOfSender() => Errors.Exists(error =>
        error.Field is { } field && (field == "from" || field.StartsWith("from.", StringComparison.Ordinal)))
        || Says("sender identity");

    private bool Says(string words) => Errors.Exists(error => error.Message.Contains(words, StringComparison.OrdinalIgnoreCase));

    private static bool IsRecipient(string? field) => field is not null
        && field.StartsWith("personalizations", StringComparison.Ordinal)
        && field.Split('.', '[').Any(part => part is "to" or "cc" or "bcc");

    private List<(string? Field, string Message)> ReadErrors() =>
    [
        .. LooseJson.Parse(response.Body).Member("errors").Items()
            .Select(error => (FieldName(error.Member("field").AsText()), error.Member("message").AsText() ?? ""))
            .Where(error => position is null || PositionIn(error.Item1) == position),
    ];

    /// <summary>SendGrid writes <c>null</c> as a text at times.</summary>
    private static string? FieldName(string? field) => field is "null" ? null : field;

    private static int? PositionIn(string? field) => Personalization().Match(field ?? "") is { Success: true } match
        ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
        : null;

    [GeneratedRegex(@"^personalizations[.\[](\d{1,4})\b")]
    private static partial Regex Personalization();
}
