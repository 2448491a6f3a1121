using Infora.Communication.Messages;
using Infora.Communication.Providers;

namespace Infora.Communication.Delivery;

/// <summary>The step that differs by channel: makes of rendered messages what a plugin takes, and hands them over.</summary>
internal interface IHandover
{
    /// <summary>How many messages the provider takes in one request; 1 where it takes them one by one.</summary>
    int MaxBatchSize(ConfiguredProvider provider);

    /// <summary>Messages with equal keys may go in one request; one without a key goes alone.</summary>
    object? BatchKey(MessageContent content);

    /// <summary>Equal, without regard to case, for messages to one recipient.</summary>
    string RecipientKey(MessageContent content);

    Task<ProviderResult> SendAsync(ConfiguredProvider provider, RenderedMessage message, CancellationToken cancellationToken);

    /// <returns>The result of each message, in their order.</returns>
    Task<IReadOnlyList<ProviderResult>> SendBatchAsync(
        ConfiguredProvider provider, IReadOnlyList<RenderedMessage> batch, CancellationToken cancellationToken);
}
