namespace Infora.Communication.Providers;

/// <summary>All providers as they were read at one time.</summary>
internal sealed record ProviderSnapshot(string Revision, IReadOnlyDictionary<MessageChannel, ProviderChannel> Channels)
{
    public ProviderChannel Of(MessageChannel channel) => Channels[channel];
}

/// <summary>The providers of a channel: those in use, in the order of failover, and the others.</summary>
internal sealed record ProviderChannel(IReadOnlyList<ConfiguredProvider> Active, IReadOnlyList<ProviderRecord> Inactive);
