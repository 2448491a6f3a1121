using Infora.Communication.Delivery;
using Infora.Communication.Email;
using Infora.Communication.Sms;

namespace Infora.Communication.Providers;

/// <summary>A configured provider ready to send, or the reason why it is not.</summary>
internal sealed record ConfiguredProvider(
    ProviderRecord Record, ProviderType? Type, ProviderOptions? Options, object? Plugin, SendError? Fault)
{
    /// <summary>What messages pass on their way to the plugin; a test of the provider does not.</summary>
    public required ProviderGate Gate { get; init; }

    public int Id => Record.Id;

    public string Name => Record.Name;

    public IEmailProvider? Email => Plugin as IEmailProvider;

    public ISmsProvider? Sms => Plugin as ISmsProvider;

    /// <summary>Whether it takes many messages in one request.</summary>
    public bool TakesBatches => Plugin is IEmailBatchProvider or ISmsBatchProvider;

    /// <summary>Whether what it is handed stays on this machine: files, or a server that runs here.</summary>
    public bool StaysOnThisMachine { get; } = Type is { StaysOnThisMachine: true } || (Options is not null && PointsHere(Options));

    private static bool PointsHere(object options) => ProviderFields.Properties(options.GetType()).Any(property =>
        property.IsDefined(typeof(NetworkAddressAttribute), inherit: true) ? IsHere(property.GetValue(options))
            : NestedFields.IsNested(property.PropertyType) && property.GetValue(options) is { } nested && PointsHere(nested));

    private static bool IsHere(object? address) => address switch
    {
        Uri url => ProviderAddress.IsLoopback(url.IdnHost),
        string { Length: > 0 } host => ProviderAddress.IsLoopback(host),
        _ => false,
    };
}
