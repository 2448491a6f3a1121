using System.Globalization;
using System.Text.Json;
using Infora.Communication.Providers;
using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;
using Infora.Communication.Sms.Providers.Twilio.Webhooks;

namespace Infora.Communication.Sms.Providers.Twilio;

/// <summary>Reads Twilio's answers: to a message, and errors in both the older form and that of RFC 9457.</summary>
internal sealed class TwilioAnswer(TwilioApi api, ProviderHttpResponse response) : IDisposable
{
    private const string Vendor = "Twilio";

    private readonly JsonDocument? _document = LooseJson.Open(response.Body);

    private JsonElement? Body => _document?.RootElement;

    public void Dispose() => _document?.Dispose();

    /// <summary>Twilio's own code of an error.</summary>
    public int? Code => Body.Member("code").AsInt();

    public string? Field(string name) => Body.Member(name).AsText();

    /// <summary>What became of a message that was handed over.</summary>
    public ProviderResult ToResult()
    {
        if (!response.IsSuccess)
        {
            return ToRefusal();
        }

        if (Field("status") is "failed" or "undelivered" or "canceled")
        {
            return Refuse(Body.Member("error_code").AsInt(), Field("error_message") ?? "The message failed.");
        }

        return Field("sid") is { } sid
            ? ProviderResult.Sent(sid, Segments(), Price())
            : response.ToResult(Vendor);
    }

    /// <summary>What an answer about a message that was sent says of its price and of its way.</summary>
    /// <exception cref="HttpRequestException">It is no such answer.</exception>
    public SmsPrice? ToPrice()
    {
        if (response.Failure is { Error: { } failure })
        {
            throw new HttpRequestException(failure.Message);
        }

        if (!response.IsSuccess || Field("sid") is not { } sid)
        {
            // Without its words: they name the account.
            throw new HttpRequestException($"{Vendor} answered {(int)response.StatusCode} without the message, code {CodeText(Code) ?? "none"}.", null, response.StatusCode);
        }

        return (Price(), Segments(), Report(sid)) switch
        {
            (null, null, null) => null,
            var (price, segments, report) => new SmsPrice(price, segments) { Reports = report is null ? [] : [report] },
        };
    }

    /// <summary>What an answer that is not of the 200s means.</summary>
    public ProviderResult ToRefusal()
    {
        var text = Field("detail") ?? Field("message") ?? Field("title") ?? (Body is null ? response.Text : null);
        // After 5xx the message may have gone out, whatever the code; after 429 it surely has not.
        if ((int)response.StatusCode is >= 500 or 429 || TwilioFaults.Find(Code, api.SenderId) is null)
        {
            return response.ToResult(Vendor, api.Clean(text), CodeText(Code), CredentialsHint());
        }

        return Refuse(Code, text);
    }

    /// <summary>The same as the callback that may have been lost; null where it could not be told when.</summary>
    private DeliveryReport? Report(string sid) =>
        Field("status") is { } status && ReportTime.Find(Field("date_updated") ?? Field("date_sent") ?? Field("date_created")) is { } at
            ? TwilioStatus.Read(api, sid, status, Field("error_code"), at) with { Recipient = ReportedNumber.Read(Field("to")) }
            : null;

    private ProviderResult Refuse(int? code, string? text)
    {
        var fault = TwilioFaults.Find(code, api.SenderId) ?? TwilioFault.OfProvider(ErrorCode.Unknown);
        var error = new SendError(fault.Code, $"{Vendor} refused the message: {api.Clean(text)}", fault.Permanent)
        {
            ProviderCode = CodeText(code),
            Hint = fault.Code is ErrorCode.Authentication && !api.HasPlausibleAccountSid ? CredentialsHint() : fault.Hint,
        };
        return fault switch
        {
            { Status: SendStatus.Rejected } => ProviderResult.Rejected(error),
            { OfRecipient: true } => ProviderResult.NotServed(error),
            _ => ProviderResult.Unavailable(error, response.RetryAfter),
        };
    }

    private string CredentialsHint() => api.HasPlausibleAccountSid
        ? TwilioFaults.CheckCredentials
        : "account_sid is not one: it is AC and 32 hexadecimal digits, on the first page of the Twilio console.";

    /// <summary>0 stands for "not counted yet", as with a messaging service.</summary>
    private int? Segments() => Body.Member("num_segments").AsInt() is { } segments and > 0 ? segments : null;

    /// <summary>Twilio writes what it takes off the balance, so below zero, and mostly nothing at first.</summary>
    private Money? Price() => Body.Member("price").AsDecimal() is { } price && Field("price_unit") is { } currency
        ? new Money(Math.Abs(price), currency.ToUpperInvariant())
        : null;

    private static string? CodeText(int? code) => code?.ToString(CultureInfo.InvariantCulture);
}
