using Infora.Communication.Providers;

namespace Infora.Communication.Email;

/// <summary>A kind of email provider: its options class and how the plugin is made from them.</summary>
/// <typeparam name="TOptions">The plugin's options class.</typeparam>
/// <param name="service">The wire value of <c>service</c>.</param>
/// <param name="title">The vendor's name as people write it.</param>
/// <param name="create">Makes the plugin for one configured provider; called again when its configuration changes.</param>
public sealed class EmailProviderType<TOptions>(
    string service, string title, Func<ProviderContext<TOptions>, IEmailProvider> create)
    : ProviderType(MessageChannel.Email, service, title, typeof(TOptions))
    where TOptions : EmailProviderOptions, new()
{
    /// <summary>Checks what attributes on single options cannot: adds an error for each field that is wrong. Sender and reply address are checked already.</summary>
    public Action<TOptions, ICollection<FieldError>>? Validate { get; init; }

    internal override void ValidateOptions(ProviderOptions options, ICollection<FieldError> errors)
    {
        var own = (TOptions)options;
        CheckAddress("sender_email", own.SenderEmail);
        if (!string.IsNullOrEmpty(own.ReplyTo))
        {
            CheckAddress("reply_to", own.ReplyTo);
        }

        Validate?.Invoke(own, errors);

        void CheckAddress(string field, string address)
        {
            if (!EmailAddresses.TryParse(address, out _, out var wrong))
            {
                errors.Add(new FieldError(field, wrong, ErrorCode.Configuration));
            }
        }
    }

    internal override object CreateProvider(IServiceProvider services, int id, string name, ProviderOptions options) =>
        create(new ProviderContext<TOptions>(services, id, name, (TOptions)options));
}
