using System.Text.Json.Nodes;

namespace Infora.Communication.Providers;

/// <summary>
/// A kind of provider that can be configured: what a plugin registers. Its options class is the one description that
/// validation, <c>GET /provider-types</c>, forms and documentation are made from.
/// </summary>
public abstract class ProviderType
{
    private protected ProviderType(MessageChannel channel, string service, string title, Type optionsType)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(service);
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        Channel = channel;
        Service = service;
        Title = title;
        OptionsType = optionsType;
        Fields = ProviderFields.Describe(optionsType);
    }

    /// <summary>Email or SMS.</summary>
    public MessageChannel Channel { get; }

    /// <summary>The wire value of <c>service</c>, unique in its channel.</summary>
    public string Service { get; }

    /// <summary>The vendor's name as people write it.</summary>
    public string Title { get; }

    /// <summary>The wire value of <c>provider_type</c>: <c>smtp</c> or <c>api</c>.</summary>
    public string Kind => Service == "smtp" ? "smtp" : "api";

    /// <summary>The fields of its configuration, common ones first.</summary>
    public IReadOnlyList<ProviderField> Fields { get; }

    /// <summary>
    /// Names from which the service is inferred where a configuration names none; compared without regard to case,
    /// spaces and punctuation.
    /// </summary>
    public IReadOnlyList<string> InferredFrom { get; init; } = [];

    /// <summary>Values for well-known vendors, to start from.</summary>
    public IReadOnlyList<ProviderPreset> Presets { get; init; } = [];

    /// <summary>Whether the type writes to this machine only, so that any recipient is safe.</summary>
    public bool StaysOnThisMachine { get; init; }

    /// <summary>Whether the vendor reports afterwards what became of a message.</summary>
    public bool ReportsDeliveries { get; init; }

    /// <summary>Whether the vendor of a provider reports to its webhook. A custom service does where its configuration says how.</summary>
    /// <param name="provider">The provider.</param>
    public bool Reports(ProviderRecord provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return ReportsDeliveries || provider.Settings["webhook"] is not null;
    }

    internal Type OptionsType { get; }

    internal abstract void ValidateOptions(ProviderOptions options, ICollection<FieldError> errors);

    internal abstract object CreateProvider(IServiceProvider services, int id, string name, ProviderOptions options);

    /// <summary>Reads settings and secrets, by wire name, into the plugin's options.</summary>
    internal ProviderOptions ReadOptions(JsonObject fields) => ProviderFields.Read(OptionsType, fields);
}
