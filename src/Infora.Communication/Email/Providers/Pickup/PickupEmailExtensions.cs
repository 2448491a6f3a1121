using Infora.Communication;
using Infora.Communication.Email;
using Infora.Communication.Email.Providers.Pickup;
using Infora.Communication.Providers;

#pragma warning disable IDE0130 // Registration lives where every host looks for it.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds folders as email providers.</summary>
public static class PickupEmailExtensions
{
    /// <summary>Adds a folder that mail is written into, one .eml file for each message; nothing leaves the machine.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The provider's name, unique among the host's email providers.</param>
    /// <param name="configure">Sets folder and sender.</param>
    public static CommunicationBuilder AddPickupEmail(
        this CommunicationBuilder builder, string name, Action<PickupEmailOptions> configure) =>
        builder.AddPickupEmailProviderType().AddEmailProvider("pickup", name, configure);

    internal static CommunicationBuilder AddPickupEmailProviderType(this CommunicationBuilder builder) =>
        builder.AddEmailProviderType(new EmailProviderType<PickupEmailOptions>("pickup", "Folder (development)", Create)
        {
            StaysOnThisMachine = true,
            InferredFrom = ["pickup"],
            Validate = Check,
        });

    private static PickupEmailProvider Create(ProviderContext<PickupEmailOptions> context) =>
        new(context.Options.Directory, context.Services.GetService<TimeProvider>() ?? TimeProvider.System);

    private static void Check(PickupEmailOptions options, ICollection<FieldError> errors)
    {
        if (string.IsNullOrWhiteSpace(options.Directory) || options.Directory.AsSpan().ContainsAny(Path.GetInvalidPathChars()))
        {
            errors.Add(new FieldError("directory", "must be the path of a folder, such as pickup", ErrorCode.Configuration));
        }
    }
}
