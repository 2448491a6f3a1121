using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Infora.Communication.Providers;

namespace Infora.Communication.Sms.Providers.MessageBird;

/// <summary>
/// A MessageBird account with access to the REST API at <c>rest.messagebird.com</c>.
/// <see cref="SmsProviderOptions.SenderId"/> is required: a number, or a name of up to 11 characters.
/// </summary>
public sealed class MessageBirdOptions : SmsProviderOptions
{
    /// <inheritdoc/>
    [Required]
    public override string? SenderId { get; set; }

    /// <summary>The access key that messages are sent with.</summary>
    /// <value>A live key; with a test key messages are accepted and not delivered.</value>
    [Required, Secret, Description("Live access key, from the dashboard's Developers page, API access.")]
    public string ApiKey { get; set; } = "";

    /// <summary>The key that delivery reports are signed with.</summary>
    /// <value>The signing key, which is not the access key; null where reports are taken without a signature.</value>
    [Secret, Description("Signing key, from the dashboard's Developers settings; not the access key.")]
    public string? WebhookSecret { get; set; }

    internal static void Validate(MessageBirdOptions options, ICollection<FieldError> errors)
    {
        if (!Sms.SenderId.TryValidate(options.SenderId, out var wrong))
        {
            errors.Add(new FieldError("sender_id", wrong, ErrorCode.Configuration));
        }
    }
}
