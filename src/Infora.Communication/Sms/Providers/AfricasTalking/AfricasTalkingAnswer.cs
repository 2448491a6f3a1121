using System.Globalization;
using System.Text.Json;
using Infora.Communication.Providers;
using Infora.Communication.Providers.Http;

namespace Infora.Communication.Sms.Providers.AfricasTalking;

/// <summary>Reads the vendor's answer to one message.</summary>
internal sealed class AfricasTalkingAnswer(AfricasTalkingApi api, ProviderHttpResponse response) : IDisposable
{
    private const string Vendor = "Africa's Talking";

    private readonly JsonDocument? _document = LooseJson.Open(response.Body);

    private JsonElement? Data => (_document?.RootElement).Member("SMSMessageData");

    public void Dispose() => _document?.Dispose();

    public bool NamesNobody => Data.Member("Recipients").Items().Count is 0;

    public ProviderResult ToResult(string to)
    {
        if (Data is null || (int)response.StatusCode is >= 500 or 429)
        {
            return ToRefusal();
        }

        var recipients = Data.Member("Recipients").Items();
        if (recipients.Count is 0)
        {
            // The request as a whole was refused, with a status of the 200s.
            return Refuse(code: null, Data.Member("Message").AsText());
        }

        return recipients.Find(item => IsSame(item.Member("number").AsText(), to)) is { } recipient
            ? OfRecipient(recipient)
            : response.ToResult(Vendor, "the recipient is not in it");
    }

    /// <summary>What an answer means that says nothing of the recipient: on errors it is often a plain text.</summary>
    public ProviderResult ToRefusal() =>
        response.ToResult(Vendor, api.Clean(response.IsSuccess ? null : response.Text), providerCode: null, AfricasTalkingHints.Credentials(api.IsSandbox));

    private ProviderResult OfRecipient(JsonElement? recipient)
    {
        var code = recipient.Member("statusCode").AsInt();
        var status = recipient.Member("status").AsText();
        if (code is >= 100 and < 200 || (code is null && string.Equals(status, "Success", StringComparison.OrdinalIgnoreCase)))
        {
            return ProviderResult.Sent(MessageId(recipient), Parts(recipient), AfricasTalkingMoney.Read(recipient.Member("cost").AsText()));
        }

        return code is >= 200 and < 400 || (code is null && AfricasTalkingFault.Find(code, status) is null)
            ? response.ToResult(Vendor, api.Clean($"{code} {status}"))
            : Refuse(code, status);
    }

    private ProviderResult Refuse(int? code, string? name)
    {
        var fault = AfricasTalkingFault.Find(code, name) ?? new(0, name ?? "", ErrorCode.Unknown, SendStatus.Unavailable);
        var text = api.Clean(name) is { Length: > 0 } said ? said : "no reason given";
        var error = new SendError(fault.Code, $"{Vendor} refused the message: {text}", fault.Status is SendStatus.Rejected)
        {
            ProviderCode = code?.ToString(CultureInfo.InvariantCulture) ?? text,
            Hint = fault.Hint,
        };
        return fault.Status is SendStatus.Rejected ? ProviderResult.Rejected(error) : ProviderResult.Unavailable(error);
    }

    /// <summary>A refused message has the id <c>None</c>, in so many letters.</summary>
    private static string? MessageId(JsonElement? recipient) =>
        recipient.Member("messageId").AsText() is { } id && !string.Equals(id, "None", StringComparison.OrdinalIgnoreCase) ? id : null;

    private static int? Parts(JsonElement? recipient) => recipient.Member("messageParts").AsInt() is { } parts and > 0 ? parts : null;

    private static bool IsSame(string? number, string to) => number is not null && number.Trim().TrimStart('+') == to.TrimStart('+');
}
