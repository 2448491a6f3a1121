using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Infora.Communication.Providers;

namespace Infora.Communication.Email.Providers.Ses;

/// <summary>
/// An Amazon SES account in one region. The credentials are <see cref="AccessKeyId"/> and <see cref="SecretAccessKey"/>, or
/// both of them in <see cref="ApiKey"/>; without credentials or a region it can be stored, but not send.
/// </summary>
public sealed class SesOptions : EmailProviderOptions
{
    /// <summary>The id of an access key that may send mail.</summary>
    /// <value>For example <c>AKIA…</c>, or <c>ASIA…</c> for a temporary one.</value>
    [Description("Access key id (AKIA…) of an IAM user that may ses:SendEmail and ses:SendRawEmail.")]
    public string? AccessKeyId { get; set; }

    /// <summary>The secret of the access key.</summary>
    [Secret, Description("Secret access key.")]
    public string? SecretAccessKey { get; set; }

    /// <summary>The token of temporary credentials.</summary>
    /// <value>Null for a key of an IAM user.</value>
    [Secret, Description("Session token of temporary credentials; empty for the key of an IAM user.")]
    public string? SessionToken { get; set; }

    /// <summary>Access key id and secret in one value; used where <see cref="AccessKeyId"/> is not set.</summary>
    /// <value><c>ACCESS_KEY_ID:SECRET</c>.</value>
    [Secret, Description("In place of the two: ACCESS_KEY_ID:SECRET in one value.")]
    public string? ApiKey { get; set; }

    /// <summary>The region that the sender is verified in.</summary>
    /// <value>For example <c>eu-west-1</c>.</value>
    [RegularExpression("^[a-z]{2,8}(-[a-z]{2,16}){1,3}-[0-9]{1,2}$", ErrorMessage = "must be a region such as eu-west-1"), Description("Region that the sender is verified in, such as eu-west-1.")]
    public string? Region { get; set; }

    /// <summary>The configuration set whose event destinations get the messages' events.</summary>
    /// <value>1 to 64 letters, digits, <c>_</c> and <c>-</c>; null for the account's default, if any.</value>
    [RegularExpression("^[A-Za-z0-9_-]{1,64}$", ErrorMessage = "must have 1 to 64 letters, digits, _ and -"), Description("Configuration set; without one SES reports no deliveries, opens and clicks.")]
    public string? ConfigurationSet { get; set; }

    internal static void Validate(SesOptions options, ICollection<FieldError> errors)
    {
        if (string.IsNullOrWhiteSpace(options.AccessKeyId) != string.IsNullOrWhiteSpace(options.SecretAccessKey))
        {
            var missing = string.IsNullOrWhiteSpace(options.AccessKeyId) ? "access_key_id" : "secret_access_key";
            Add(missing, "is required: an access key is its id in access_key_id and its secret in secret_access_key");
        }

        CheckLocalPart("sender_email", options.SenderEmail);
        CheckLocalPart("reply_to", options.ReplyTo);

        void CheckLocalPart(string field, string? text)
        {
            if (EmailAddresses.TryParse(text, out var address, out _) && SesLimits.CheckLocalPart(address) is { } wrong)
            {
                Add(field, wrong);
            }
        }

        void Add(string field, string message) => errors.Add(new FieldError(field, message, ErrorCode.Configuration));
    }
}
