using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text;
using Infora.Communication.Providers;

namespace Infora.Communication.Email.Providers.Mailgun;

/// <summary>A Mailgun account and the domain that it sends from.</summary>
public sealed class MailgunOptions : EmailProviderOptions
{
    /// <summary>An API key of the account, or a sending key of the domain.</summary>
    [Required, Secret, Description("API key of the account, or sending key of the domain.")]
    public string ApiKey { get; set; } = "";

    /// <summary>The domain that the mail is sent through, as it is named in Mailgun.</summary>
    /// <value>For example <c>mg.example.com</c>; null for the domain of <see cref="EmailProviderOptions.SenderEmail"/>.</value>
    [Description("Sending domain, such as mg.example.com; empty for the domain of sender_email.")]
    public string? Domain { get; set; }

    /// <summary>The region of the domain.</summary>
    /// <value>Default: <see cref="MailgunRegion.Us"/>. Not used where <see cref="ProviderOptions.BaseUrl"/> is set.</value>
    [Description("Region that the domain was added in; a key or domain of the other one is refused.")]
    public MailgunRegion Region { get; set; }

    /// <summary>The key that events are signed with; not an API key.</summary>
    /// <value>Null where events are not verified by signature.</value>
    [Secret, Description("HTTP webhook signing key; empty where no events are received.")]
    public string? WebhookSecret { get; set; }

    internal static void Validate(MailgunOptions options, ICollection<FieldError> errors)
    {
        if (!EmailAddresses.TryParse(options.SenderEmail, out _, out _))
        {
            return;
        }

        if (!Ascii.IsValid(MimeComposer.Mailbox(options.SenderEmail).LocalPart))
        {
            Add("sender_email", "must be ASCII before the @: Mailgun cannot deliver mail from other addresses");
        }
        else if (MailgunDomain.Of(options) is null)
        {
            Add("domain", "must be a domain such as mg.example.com, without scheme and path");
        }

        void Add(string field, string message) => errors.Add(new FieldError(field, message, ErrorCode.Configuration));
    }
}
