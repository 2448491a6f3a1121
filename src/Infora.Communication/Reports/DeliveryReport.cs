namespace Infora.Communication.Reports;

/// <summary>One thing that a vendor reports of one message to one recipient.</summary>
/// <param name="Kind">What, in this library's language.</param>
/// <param name="OccurredAt">When, by the vendor's clock; the time of receipt where the vendor names none.</param>
public sealed record DeliveryReport(ReportKind Kind, DateTimeOffset OccurredAt)
{
    /// <summary>Our id of the message, where the vendor gives it back: the surest way to the message.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>The vendor's id of the message, as a send got it in <see cref="Providers.ProviderResult.MessageId"/>.</summary>
    public string? ProviderMessageId { get; init; }

    /// <summary>
    /// The address, or the number in E.164 with its <c>+</c>. It tells recipients apart whose messages share one
    /// <see cref="ProviderMessageId"/>, and names the one who replied or declined.
    /// </summary>
    public string? Recipient { get; init; }

    /// <summary>The vendor's own word for it, such as <c>spamreport</c>.</summary>
    public string? ProviderEvent { get; init; }

    /// <summary>
    /// The vendor's id of the event, the same when it is delivered again; null where there is none. At most 200 characters.
    /// Without one, two reports with the same word, time and detail are one.
    /// </summary>
    public string? ProviderEventId { get; init; }

    /// <summary>What else is known, for a person to read: the server's answer, the link, the reason. It is cut at 500 characters.</summary>
    public string? Detail { get; init; }

    /// <summary>For a bounce or a failure: why, in the closed set of codes, with the vendor's own code.</summary>
    public SendError? Error { get; init; }

    /// <summary>
    /// Which part of a message in several parts it is about: the vendor's id of the part. Null where one report is about the whole
    /// message. The message is delivered once all of its parts are, and failed once one is.
    /// </summary>
    public string? Part { get; init; }

    /// <summary>What the vendor charged for the whole message, as a positive amount.</summary>
    public Money? Price { get; init; }

    /// <summary>How many segments the vendor charged for.</summary>
    public int? Segments { get; init; }

    /// <summary>What the recipient answered.</summary>
    public string? Reply { get; init; }

    /// <summary>
    /// For <see cref="ReportKind.Failed"/> and <see cref="ReportKind.BouncedSoft"/>: what it reveals of the recipient, as the vendor
    /// has them on a list of its own.
    /// </summary>
    public RecipientRefusal? Refusal { get; init; }
}
