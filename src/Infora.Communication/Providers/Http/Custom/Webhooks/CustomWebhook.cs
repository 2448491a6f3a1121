using System.ComponentModel.DataAnnotations;

namespace Infora.Communication.Providers.Http.Custom.Webhooks;

/// <summary>
/// How a gateway of the service <c>http</c> reports what became of messages. Pointers are JSON pointers (RFC 6901) into an event; a form or
/// a query is read as an object of its fields.
/// </summary>
public sealed class CustomWebhook
{
    /// <summary>Where the events are, if one request brings several in an array.</summary>
    /// <value>Null where a request is one event, or an array of them.</value>
    public string? EventsPointer { get; set; }

    /// <summary>Where the gateway's word for what happened is, for example <c>/status</c>.</summary>
    [Required]
    public string? TypePointer { get; set; }

    /// <summary>What the gateway's words mean: <c>delivered</c>, <c>bounced_hard</c>, <c>failed</c> and so on by its word; case does not count.</summary>
    /// <value>Null for words that say it themselves, and those of SMPP (<c>DELIVRD</c>, <c>UNDELIV</c>…), which are known anyway.</value>
    public IReadOnlyDictionary<string, string>? Types { get; set; }

    /// <summary>Where the gateway's id of the message is, as its answer gave it.</summary>
    public string? MessageIdPointer { get; set; }

    /// <summary>Where our id of the message is, if the request carries <c>message.id</c> and the gateway gives it back: the surest way to the message.</summary>
    public string? ReferencePointer { get; set; }

    /// <summary>Where the address or the number is.</summary>
    public string? RecipientPointer { get; set; }

    /// <summary>Where the time is: ISO 8601, or seconds or milliseconds since 1970.</summary>
    /// <value>Null for the time of receipt.</value>
    public string? TimePointer { get; set; }

    /// <summary>Where the gateway's id of the event is, the same when it comes again.</summary>
    public string? EventIdPointer { get; set; }

    /// <summary>Where it says why.</summary>
    public string? ReasonPointer { get; set; }

    /// <summary>Where its code for that is.</summary>
    public string? CodePointer { get; set; }

    /// <summary>Where the price of the whole message is.</summary>
    public string? PricePointer { get; set; }

    /// <summary>Where the currency of the price is.</summary>
    public string? CurrencyPointer { get; set; }

    /// <summary>Where the text of a reply is.</summary>
    public string? ReplyPointer { get; set; }

    /// <summary>How requests prove themselves beside the token in their address.</summary>
    /// <value>Null for not at all.</value>
    public CustomWebhookVerification? Verification { get; set; }
}
