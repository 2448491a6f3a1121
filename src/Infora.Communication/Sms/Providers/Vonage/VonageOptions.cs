using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Infora.Communication.Providers;

namespace Infora.Communication.Sms.Providers.Vonage;

/// <summary>
/// A Vonage account, formerly Nexmo. <see cref="SmsProviderOptions.SenderId"/> is required: one of the account's numbers, or a
/// name of up to 11 characters.
/// </summary>
public sealed class VonageOptions : SmsProviderOptions
{
    /// <inheritdoc/>
    [Required]
    public override string? SenderId { get; set; }

    /// <summary>The account's API key.</summary>
    /// <value>Eight letters and digits.</value>
    [Required, Secret, Description("API key: eight letters and digits, on the first page of the Vonage dashboard.")]
    public string ApiKey { get; set; } = "";

    /// <summary>The secret of <see cref="ApiKey"/>.</summary>
    [Required, Secret, Description("API secret, beside the API key.")]
    public string ApiSecret { get; set; } = "";

    /// <summary>The secret that delivery reports are signed with.</summary>
    /// <value>Null where they are not signed: Vonage signs them only once its support has switched that on.</value>
    [Secret, Description("Signature secret, from the dashboard's API settings; empty where delivery reports are not signed.")]
    public string? WebhookSecret { get; set; }

    /// <summary>How delivery reports are signed.</summary>
    /// <value><c>md5hash</c>, <c>md5</c>, <c>sha1</c>, <c>sha256</c>, <c>sha512</c> or <c>jwt</c>. Default: <c>sha256</c>.</value>
    [AllowedValues("md5hash", "md5", "sha1", "sha256", "sha512", "jwt")]
    [Description("How delivery reports are signed, as the dashboard's API settings say.")]
    public string SignatureMethod { get; set; } = "sha256";

    /// <summary>The currency that the account is charged in: Vonage reports prices and the balance without it.</summary>
    /// <value>ISO 4217, upper case. Default: EUR, Vonage's own.</value>
    [RegularExpression("^[A-Z]{3}$", ErrorMessage = "must be an ISO 4217 code such as EUR")]
    [Description("Currency of the account's prices and balance, which Vonage reports without one.")]
    public string AccountCurrency { get; set; } = "EUR";

    internal static void Validate(VonageOptions options, ICollection<FieldError> errors)
    {
        if (!Sms.SenderId.TryValidate(options.SenderId, out var wrong))
        {
            errors.Add(new FieldError("sender_id", wrong, ErrorCode.Configuration));
        }
    }
}
