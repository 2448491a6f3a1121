using System.Globalization;
using System.Text.Json;
using Infora.Communication.Providers;
using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;
using Infora.Communication.Sms.Providers.MessageBird.Webhooks;

namespace Infora.Communication.Sms.Providers.MessageBird;

/// <summary>Reads MessageBird's answers: to messages, and to the question what became of one.</summary>
internal sealed class MessageBirdAnswer(MessageBirdApi api, ProviderHttpResponse response) : IDisposable
{
    private const string Vendor = "MessageBird";

    private readonly JsonDocument? _document = LooseJson.Open(response.Body);

    private JsonElement? Body => _document?.RootElement;

    public void Dispose() => _document?.Dispose();

    /// <param name="to">The number.</param>
    /// <param name="isOneOfMany">Whether the request had more recipients: then one that the answer leaves out is in doubt.</param>
    public ProviderResult ToResult(string to, bool isOneOfMany = false)
    {
        if (!response.IsSuccess || Body.Member("id").AsText() is not { } id)
        {
            return ToRefusal();
        }

        var recipients = Body.Member("recipients").Member("items").Items();
        var recipient = recipients.Find(item => IsSame(item.Member("recipient").AsText(), to));
        if (recipient is null && isOneOfMany)
        {
            return response.ToResult(Vendor, "the recipient is not in it");
        }

        return recipient.Member("status").AsText() is "delivery_failed" or "expired"
            ? RefuseRecipient(recipient)
            : ProviderResult.Sent(id, Parts(recipient), Price(recipient.Member("price")));
    }

    /// <summary>What an answer about a message that was sent says of its price and of its way.</summary>
    /// <exception cref="HttpRequestException">It is no such answer.</exception>
    public SmsPrice? ToPrice()
    {
        if (response.Failure is { Error: { } failure })
        {
            throw new HttpRequestException(failure.Message);
        }

        if (!response.IsSuccess || Body.Member("id").AsText() is not { } id)
        {
            var code = Number(Body.Member("errors").Items().FirstOrDefault().Member("code").AsInt()) ?? "none";
            throw new HttpRequestException($"{Vendor} answered {(int)response.StatusCode} without the message, code {code}.", null, response.StatusCode);
        }

        var recipients = Body.Member("recipients").Member("items").Items();
        // Of several, the answer does not say whose price is asked for.
        var only = recipients.Count is 1 ? recipients[0] : null;
        var reports = recipients.ConvertAll(recipient => Report(id, recipient)).OfType<DeliveryReport>().ToList();
        return (Price(only.Member("price")), Parts(only)) switch
        {
            (null, null) when reports.Count is 0 => null,
            var (price, parts) => new SmsPrice(price, parts) { Reports = reports },
        };
    }

    /// <summary>What an answer means in which no message is.</summary>
    public ProviderResult ToRefusal()
    {
        var errors = Body.Member("errors").Items();
        var error = errors.Find(item => Fault(item) is not null) ?? errors.FirstOrDefault();
        var text = error.Member("description").AsText() ?? error.Member("message").AsText()
            ?? (Body is null && !response.IsSuccess ? response.Text : null);
        // After 5xx the message may have gone out, whatever the code; after 429 it surely has not.
        return Fault(error) is { } fault && (int)response.StatusCode is < 500 and not 429
            ? Refuse(fault, Number(error.Member("code").AsInt()), Blame(error, text))
            : response.ToResult(Vendor, api.Clean(text), Number(error.Member("code").AsInt()), MessageBirdFault.CheckKey);
    }

    /// <summary>The same as the report that may have been lost; null where it could not be told when.</summary>
    private DeliveryReport? Report(string id, JsonElement? recipient) =>
        recipient.Member("status").AsText() is { } status && ReportTime.Find(recipient.Member("statusDatetime").AsText()) is { } at
            ? MessageBirdStatus.Read(
                api,
                new MessageBirdState(id, recipient.Member("recipient").AsText(), status)
                {
                    ErrorCode = recipient.Member("statusErrorCode").AsText(),
                    Reason = recipient.Member("statusReason").AsText(),
                    Reference = Body.Member("reference").AsText(),
                    Parts = recipient.Member("messagePartCount").AsText(),
                    Price = recipient.Member("price").Member("amount").AsText(),
                    Currency = recipient.Member("price").Member("currency").AsText(),
                },
                at)
            : null;

    private ProviderResult RefuseRecipient(JsonElement? recipient)
    {
        var code = recipient.Member("statusErrorCode").AsInt();
        return Refuse(MessageBirdFault.OfRecipient(code), Number(code), recipient.Member("statusReason").AsText());
    }

    private ProviderResult Refuse(MessageBirdFault fault, string? code, string? text)
    {
        var said = api.Clean(text) is { Length: > 0 } clean ? clean : "no reason given";
        var error = new SendError(fault.Code, $"{Vendor} refused the message: {said}", fault.Status is SendStatus.Rejected)
        {
            ProviderCode = code,
            Hint = fault.Hint,
        };
        return fault.Status is SendStatus.Rejected ? ProviderResult.Rejected(error) : ProviderResult.Unavailable(error, response.RetryAfter);
    }

    private static MessageBirdFault? Fault(JsonElement? error) =>
        MessageBirdFault.OfRequest(error.Member("code").AsInt(), error.Member("parameter").AsText());

    private static string? Blame(JsonElement? error, string? text) =>
        error.Member("parameter").AsText() is { } parameter ? $"{text} ({parameter})" : text;

    private static bool IsSame(string? number, string to) =>
        number is not null && number.AsSpan().TrimStart('+').SequenceEqual(to.AsSpan().TrimStart('+'));

    private static string? Number(int? code) => code?.ToString(CultureInfo.InvariantCulture);

    private static int? Parts(JsonElement? recipient) => recipient.Member("messagePartCount").AsInt() is { } parts and > 0 ? parts : null;

    /// <summary>Mostly absent at first: MessageBird knows its price once the operator is known.</summary>
    private static Money? Price(JsonElement? price) =>
        price.Member("amount").AsDecimal() is { } amount and >= 0
        && price.Member("currency").AsText() is { Length: 3 } currency && currency.All(char.IsAsciiLetter)
            ? new Money(amount, currency.ToUpperInvariant())
            : null;
}
