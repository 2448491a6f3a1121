using Infora.Communication.Suppressions;

namespace Infora.Communication.Outbox;

/// <summary>Makes outboxes that put what they accept somewhere else than into the store.</summary>
public sealed class MessageOutboxFactory
{
    private readonly OutboxAcceptance _acceptance;
    private readonly SuppressionCheck _suppressions;
    private readonly TimeProvider _time;

    internal MessageOutboxFactory(OutboxAcceptance acceptance, SuppressionCheck suppressions, TimeProvider time) =>
        (_acceptance, _suppressions, _time) = (acceptance, suppressions, time);

    /// <summary>Makes an outbox.</summary>
    /// <param name="writer">Where it puts what it accepts.</param>
    public IMessageOutbox Create(IOutboxWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        return new MessageOutbox(_acceptance, _suppressions, writer, _time);
    }
}

/// <summary>Keys of outboxes in dependency injection.</summary>
public static class OutboxKeys
{
    /// <summary>
    /// The outbox that stores a message before its call returns, whatever transaction the host is in; the one without a key is
    /// part of the host's transaction where the library's tables are in the host's context.
    /// </summary>
    public const string Immediate = "Infora.Communication.Immediate";
}
