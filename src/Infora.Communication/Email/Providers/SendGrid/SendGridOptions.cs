using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Infora.Communication.Providers;

namespace Infora.Communication.Email.Providers.SendGrid;

/// <summary>
/// A SendGrid account. For one of the EU region set <see cref="ProviderOptions.BaseUrl"/> to
/// <c>https://api.eu.sendgrid.com</c>.
/// </summary>
public sealed class SendGridOptions : EmailProviderOptions
{
    /// <summary>An API key that may send mail.</summary>
    [Required, Secret, Description("API key with the permission Mail Send (SG.…).")]
    public string ApiKey { get; set; } = "";

    /// <summary>The public key that events are verified with.</summary>
    /// <value>Base64, as the settings page of the signed event webhook shows it; null where events are not signed.</value>
    [Secret, Description("Verification key of the signed event webhook; empty where it is off.")]
    public string? WebhookSecret { get; set; }

    internal static void Validate(SendGridOptions options, ICollection<FieldError> errors)
    {
        if (EmailAddresses.TryParse(options.SenderEmail, out var sender, out _) && SendGridLimits.CheckSender(sender) is { } wrong)
        {
            errors.Add(new FieldError("sender_email", wrong, ErrorCode.Configuration));
        }
    }
}
