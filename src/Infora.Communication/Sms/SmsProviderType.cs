using Infora.Communication.Providers;

namespace Infora.Communication.Sms;

/// <summary>A kind of SMS provider: its options class and how the plugin is made from them.</summary>
/// <typeparam name="TOptions">The plugin's options class.</typeparam>
/// <param name="service">The wire value of <c>service</c>.</param>
/// <param name="title">The vendor's name as people write it.</param>
/// <param name="create">Makes the plugin for one configured provider; called again when its configuration changes.</param>
public sealed class SmsProviderType<TOptions>(
    string service, string title, Func<ProviderContext<TOptions>, ISmsProvider> create)
    : ProviderType(MessageChannel.Sms, service, title, typeof(TOptions))
    where TOptions : SmsProviderOptions, new()
{
    /// <summary>Checks what attributes on single options cannot: adds an error for each field that is wrong.</summary>
    public Action<TOptions, ICollection<FieldError>>? Validate { get; init; }

    internal override void ValidateOptions(ProviderOptions options, ICollection<FieldError> errors)
    {
        var own = (TOptions)options;
        own.CheckPrices(errors);
        Validate?.Invoke(own, errors);
    }

    internal override object CreateProvider(IServiceProvider services, int id, string name, ProviderOptions options) =>
        create(new ProviderContext<TOptions>(services, id, name, (TOptions)options));
}
