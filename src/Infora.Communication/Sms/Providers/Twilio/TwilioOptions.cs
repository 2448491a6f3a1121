using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Infora.Communication.Providers;

namespace Infora.Communication.Sms.Providers.Twilio;

/// <summary>
/// A Twilio account. <see cref="SmsProviderOptions.SenderId"/> is required: one of the account's phone numbers, a name of
/// up to 11 characters, or the id of a messaging service (<c>MG…</c>), which chooses the sender itself.
/// </summary>
public sealed class TwilioOptions : SmsProviderOptions
{
    /// <inheritdoc/>
    [Required]
    public override string? SenderId { get; set; }

    /// <summary>The id of the account.</summary>
    /// <value><c>AC</c> and 32 hexadecimal digits.</value>
    [Required, Description("Account SID: AC and 32 hexadecimal digits, on the first page of the Twilio console.")]
    public string AccountSid { get; set; } = "";

    /// <summary>The account's token: messages are sent with it where no API key is given, and delivery reports are signed with it.</summary>
    /// <value>While it is changed, both with a comma between: the first is sent with, either verifies.</value>
    [Required, Secret, Description("Auth token, beside the account SID. Delivery reports are verified with it, with an API key too. While it is changed: both, the one to send with first, a comma between.")]
    public string AuthToken { get; set; } = "";

    /// <summary>An API key to send with instead of the account's token.</summary>
    /// <value>A key's id, <c>SK</c> and 32 hexadecimal digits; null to send with the token.</value>
    [Secret, Description("SID of an API key (SK…), to send with instead of the auth token.")]
    public string? ApiKey { get; set; }

    /// <summary>The secret of <see cref="ApiKey"/>.</summary>
    [Secret, Description("Secret of the API key.")]
    public string? ApiSecret { get; set; }

    /// <summary>The Twilio region that processes the messages; each has credentials of its own.</summary>
    /// <value>For example <c>ie1</c>; null for <c>us1</c>.</value>
    [RegularExpression("^[a-z0-9-]{1,30}$", ErrorMessage = "must be a region such as ie1"), Description("Region such as ie1; empty for us1.")]
    public string? Region { get; set; }

    /// <summary>Where the connection enters Twilio's network.</summary>
    /// <value>For example <c>dublin</c> or <c>johannesburg</c>; null for the nearest by name resolution.</value>
    [RegularExpression("^[a-z0-9-]{1,30}$", ErrorMessage = "must be an edge such as johannesburg"), Description("Edge location such as johannesburg; empty for Twilio's choice.")]
    public string? Edge { get; set; }

    internal static void Validate(TwilioOptions options, ICollection<FieldError> errors)
    {
        if (!TwilioSender.IsMessagingService(options.SenderId) && !Sms.SenderId.TryValidate(options.SenderId, out var wrong))
        {
            errors.Add(new FieldError("sender_id", wrong, ErrorCode.Configuration));
        }

        if (string.IsNullOrEmpty(options.ApiKey) != string.IsNullOrEmpty(options.ApiSecret))
        {
            var missing = string.IsNullOrEmpty(options.ApiKey) ? "api_key" : "api_secret";
            errors.Add(new FieldError(missing, "is required: an API key is its SID in api_key and its secret in api_secret", ErrorCode.Configuration));
        }
    }
}
