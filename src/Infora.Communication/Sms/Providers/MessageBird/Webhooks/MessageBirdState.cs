namespace Infora.Communication.Sms.Providers.MessageBird.Webhooks;

/// <summary>Where a message to one recipient stands, as MessageBird writes it in a report or in an answer.</summary>
/// <param name="Id">The id, which all recipients of one request share.</param>
/// <param name="Recipient">The number, without a plus sign.</param>
/// <param name="Status">The word for it.</param>
internal sealed record MessageBirdState(string Id, string? Recipient, string Status)
{
    public string? ErrorCode { get; init; }

    public string? Reason { get; init; }

    public string? Reference { get; init; }

    public string? Parts { get; init; }

    public string? Price { get; init; }

    public string? Currency { get; init; }
}
