using System.Globalization;
using System.Text.Json;
using Infora.Communication.Reports;
using Infora.Communication.Sms;

namespace Infora.Communication.Providers.Http.Custom.Webhooks;

/// <summary>Reads the reports of a gateway as its settings describe them.</summary>
internal sealed class CustomWebhookReader
{
    /// <summary>What SMPP and gateways made after it say, and our own words.</summary>
    private static readonly Dictionary<string, ReportKind> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ACCEPTD"] = ReportKind.Sent,
        ["ENROUTE"] = ReportKind.Sent,
        ["DELIVRD"] = ReportKind.Delivered,
        ["UNDELIV"] = ReportKind.Failed,
        ["EXPIRED"] = ReportKind.Failed,
        ["REJECTD"] = ReportKind.Failed,
        ["DELETED"] = ReportKind.Failed,
    };

    private readonly string _name;
    private readonly MessageChannel _channel;
    private readonly CustomWebhook? _webhook;
    private readonly CustomWebhookPointers? _pointers;
    private readonly CustomWebhookSignature _signature;
    private readonly Dictionary<string, ReportKind> _kinds = new(Known, StringComparer.OrdinalIgnoreCase);
    private readonly string?[] _secrets;

    public CustomWebhookReader(string name, MessageChannel channel, CustomWebhook? webhook, IReadOnlyDictionary<string, string> secrets)
    {
        (_name, _channel, _webhook) = (name, channel, webhook);
        _pointers = webhook is null ? null : new CustomWebhookPointers(webhook);
        _signature = new CustomWebhookSignature(webhook?.Verification, secrets);
        _secrets = [.. secrets.Values];
        foreach (var (word, kind) in webhook?.Types ?? new Dictionary<string, string>())
        {
            _kinds[word] = SnakeCase.TryParse<ReportKind>(kind, out var known) ? known : ReportKind.Unknown;
        }
    }

    public WebhookReading Read(WebhookRequest request)
    {
        if (_pointers is null)
        {
            return WebhookReading.Refused("The provider's settings do not say how its reports are read: set webhook.");
        }

        if (_signature.Refuse(request) is { } reason)
        {
            return WebhookReading.Refused(reason);
        }

        return _pointers.EventsOf(RootOf(request)) is { } events
            ? WebhookReading.Accepted([.. events.Select(happened => Read(_pointers, happened, request.ReceivedAt))])
            : WebhookReading.Unreadable("There are no events where events_pointer leads.");
    }

    /// <summary>JSON as it is; a form or a query as an object of its fields.</summary>
    private static JsonElement? RootOf(WebhookRequest request)
    {
        if (!request.Body.IsEmpty && WebhookFields.IsJson(request))
        {
            return LooseJson.Parse(request.Body);
        }

        var fields = WebhookFields.OfForm(request.Body.IsEmpty ? request.Query : request.ReadText());
        return JsonSerializer.SerializeToElement(fields.All.GroupBy(field => field.Key).ToDictionary(field => field.Key, field => field.First().Value));
    }

    private DeliveryReport Read(CustomWebhookPointers pointers, JsonElement? happened, DateTimeOffset receivedAt)
    {
        var word = pointers.Text("type_pointer", happened);
        var kind = KindOf(word);
        var reason = pointers.Text("reason_pointer", happened);
        return new DeliveryReport(kind, TimeOf(pointers.Text("time_pointer", happened), receivedAt))
        {
            MessageId = Guid.TryParse(pointers.Text("reference_pointer", happened), out var id) ? id : null,
            ProviderMessageId = pointers.Text("message_id_pointer", happened),
            Recipient = RecipientOf(pointers.Text("recipient_pointer", happened)),
            ProviderEvent = word,
            ProviderEventId = pointers.Text("event_id_pointer", happened) is { } eventId ? ReportKey.Of(eventId)
                : pointers.Text("message_id_pointer", happened) is { } messageId ? ReportKey.Of(messageId, word) : null,
            Detail = reason,
            Reply = kind is ReportKind.Replied ? pointers.Text("reply_pointer", happened) ?? "" : null,
            Error = ErrorOf(kind, word, reason, pointers.Text("code_pointer", happened)),
            Price = PriceOf(pointers.Text("price_pointer", happened), pointers.Text("currency_pointer", happened)),
        };
    }

    private ReportKind KindOf(string? word) =>
        word is null ? ReportKind.Unknown
        : _kinds.TryGetValue(word, out var kind) ? kind
        : SnakeCase.TryParse<ReportKind>(word.ToLowerInvariant(), out var own) ? own
        : ReportKind.Unknown;

    private string? RecipientOf(string? text) => _channel is MessageChannel.Sms ? ReportedNumber.Read(text) : text;

    private static DateTimeOffset TimeOf(string? text, DateTimeOffset receivedAt) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? ReportTime.Credible(UnixTime.Of(number), receivedAt)
            : ReportTime.Read(text, receivedAt);

    private SendError? ErrorOf(ReportKind kind, string? word, string? reason, string? code)
    {
        if (kind is not (ReportKind.Failed or ReportKind.BouncedHard or ReportKind.BouncedSoft))
        {
            return null;
        }

        var said = VendorText.Clean(reason is null ? word : $"{word}: {reason}", _secrets);
        return new SendError(kind is ReportKind.BouncedHard ? ErrorCode.InvalidRecipient : ErrorCode.Unknown, $"{_name} reports: {said}", Permanent: kind is not ReportKind.BouncedSoft)
        {
            ProviderCode = code,
        };
    }

    private static Money? PriceOf(string? amount, string? currency) =>
        decimal.TryParse(amount, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && currency is { Length: 3 } && currency.All(char.IsAsciiLetter)
            ? new Money(Math.Abs(number), currency.ToUpperInvariant())
            : null;
}
