using Infora.Communication;
using Infora.Communication.Providers.Http;
using Infora.Communication.Sms;
using Infora.Communication.Sms.Providers.MessageBird;

#pragma warning disable IDE0130 // Registration lives where every host looks for it.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds MessageBird to a host.</summary>
public static class MessageBirdExtensions
{
    private const string Service = "messagebird";

    /// <summary>Adds a provider that sends text messages through MessageBird.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The provider's name, unique among the host's SMS providers.</param>
    /// <param name="configure">Sets the access key and the sender.</param>
    public static CommunicationBuilder AddMessageBird(this CommunicationBuilder builder, string name, Action<MessageBirdOptions> configure) =>
        builder.AddSmsProvider(Service, name, configure);

    internal static CommunicationBuilder AddMessageBirdProviderType(this CommunicationBuilder builder)
    {
        builder.Services.AddProviderHttp();
        return builder.AddSmsProviderType(new SmsProviderType<MessageBirdOptions>(
            Service, "MessageBird", context => new MessageBirdProvider(context.Options, context.Services.GetRequiredService<ProviderHttpClient>()))
        {
            ReportsDeliveries = true,
            InferredFrom = ["MessageBird", "Bird"],
            Validate = MessageBirdOptions.Validate,
        });
    }
}
