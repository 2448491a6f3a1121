namespace Infora.Communication.Reports;

/// <summary>What a plugin makes of a vendor's request.</summary>
public sealed record WebhookReading
{
    private WebhookReading(WebhookOutcome outcome, string? reason, IReadOnlyList<DeliveryReport> reports) =>
        (Outcome, Reason, Reports) = (outcome, reason, reports);

    /// <summary>What becomes of the request.</summary>
    public WebhookOutcome Outcome { get; }

    /// <summary>Why it is not accepted, for the log and for who set the webhook up; no secret and nothing of the body.</summary>
    public string? Reason { get; }

    /// <summary>What it reports, in its order.</summary>
    public IReadOnlyList<DeliveryReport> Reports { get; }

    /// <summary>A genuine request.</summary>
    /// <param name="reports">What it reports; empty for one that only greets.</param>
    public static WebhookReading Accepted(params IReadOnlyList<DeliveryReport> reports) => new(WebhookOutcome.Accepted, null, reports);

    /// <summary>A request that does not prove itself.</summary>
    /// <param name="reason">Why.</param>
    public static WebhookReading Refused(string reason) => new(WebhookOutcome.Refused, reason, []);

    /// <summary>A request that is not understood.</summary>
    /// <param name="reason">Why.</param>
    public static WebhookReading Unreadable(string reason) => new(WebhookOutcome.Unreadable, reason, []);

    /// <summary>A request that cannot be judged now and has to come again.</summary>
    /// <param name="reason">Why.</param>
    public static WebhookReading Unavailable(string reason) => new(WebhookOutcome.Unavailable, reason, []);
}
