namespace Infora.Communication.Providers;

/// <summary>A vendor's answer to one message.</summary>
public sealed record ProviderResult
{
    private ProviderResult(SendStatus status) => Status = status;

    /// <summary>The outcome.</summary>
    public SendStatus Status { get; }

    /// <summary>The vendor's id of the message.</summary>
    public string? MessageId { get; private init; }

    /// <summary>SMS: the segments that the vendor counted, or null.</summary>
    public int? Segments { get; private init; }

    /// <summary>SMS: what the vendor charges for the whole message, or null.</summary>
    public Money? Price { get; private init; }

    /// <summary>Why it was not taken.</summary>
    public SendError? Error { get; private init; }

    /// <summary>How long the vendor asks to be left alone, or null.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Whether the price is the configured one, until the vendor is asked for its own.</summary>
    internal bool PriceFollows { get; init; }

    /// <summary>SMS: what the provider's settings say that the message costs, whatever the vendor charges; null where they do not.</summary>
    internal Money? Estimate { get; init; }

    /// <summary>Whether the reason lies in the recipient and says nothing of the provider's health.</summary>
    internal bool OfRecipient { get; private init; }

    /// <summary>The vendor took the message.</summary>
    /// <param name="messageId">Its id of the message, where it gave one.</param>
    /// <param name="segments">The segments that it counted, where it says.</param>
    /// <param name="price">Its price for the whole message, where it says.</param>
    public static ProviderResult Sent(string? messageId, int? segments = null, Money? price = null) =>
        new(SendStatus.Sent) { MessageId = messageId, Segments = segments, Price = price };

    /// <summary>The vendor refused this message; another provider would too.</summary>
    /// <param name="error">Why.</param>
    public static ProviderResult Rejected(SendError error) => new(SendStatus.Rejected) { Error = error };

    /// <summary>The vendor surely did not take the message, for a reason of its own; another provider may.</summary>
    /// <param name="error">Why.</param>
    /// <param name="retryAfter">How long the vendor asks to be left alone.</param>
    public static ProviderResult Unavailable(SendError error, TimeSpan? retryAfter = null) =>
        new(SendStatus.Unavailable) { Error = error, RetryAfter = retryAfter };

    /// <summary>The vendor surely did not take the message, because it does not serve this recipient, such as a country that the account may not send to; another provider may.</summary>
    /// <param name="error">Why.</param>
    public static ProviderResult NotServed(SendError error) => new(SendStatus.Unavailable) { Error = error, OfRecipient = true };

    /// <summary>The message was handed over and the answer was lost.</summary>
    /// <param name="error">What broke.</param>
    public static ProviderResult Uncertain(SendError error) => new(SendStatus.Uncertain) { Error = error };
}
