using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Infora.Communication.Providers;
using Infora.Communication.Providers.Http.Custom;
using Infora.Communication.Providers.Http.Custom.Webhooks;

namespace Infora.Communication.Sms.Providers.Http;

/// <summary>An SMS gateway with an HTTP API, described by its request and its answer.</summary>
public sealed class HttpSmsOptions : SmsProviderOptions
{
    /// <summary>The request that hands a message over.</summary>
    [Required, Description("The request: method, url, headers, auth, content_type and body; url, header values and body are templates over message and secrets.")]
    public CustomRequest? Request { get; set; }

    /// <summary>How the answer is read.</summary>
    /// <value>Default: the statuses 200, 201 and 202 mean that the message was taken.</value>
    [Description("The answer: success_statuses, success_match, message_id_pointer and error_pointer.")]
    public CustomResponse? Response { get; set; }

    /// <summary>How the service reports what became of messages.</summary>
    /// <value>Null where it does not, or where nobody listens.</value>
    [Description("Its reports: type_pointer and further pointers into an event, types by its own words, and verification.")]
    public CustomWebhook? Webhook { get; set; }

    /// <summary>What templates read as <c>secrets.NAME</c>.</summary>
    [Secret, Description("Passwords, tokens and keys by name, for templates to read as secrets.NAME.")]
    public IReadOnlyDictionary<string, string>? SecretValues { get; set; }

    internal CustomSettings Settings => new(Request!, Response ?? new(), SecretValues ?? new Dictionary<string, string>());

    internal static void Validate(HttpSmsOptions options, ICollection<FieldError> errors)
    {
        CustomWebhookRules.Check(options.Webhook, options.Settings.Secrets, errors);
        var request = CustomSettingsRules.Check(
            options.Settings, options.BaseUrl, HttpSmsMessage.Sample("sender", CustomSettingsRules.HardText), errors);
        if (string.IsNullOrEmpty(options.SenderId) && (request?.Reads("message.sender_id") is true || request?.Reads("message.from") is true))
        {
            errors.Add(new FieldError("sender_id", "is required: the request reads it", ErrorCode.Configuration));
        }
        else if (!string.IsNullOrEmpty(options.SenderId) && !Sms.SenderId.TryValidate(options.SenderId, out var wrong))
        {
            errors.Add(new FieldError("sender_id", $"{wrong} What else a gateway wants to be told belongs in request.body.", ErrorCode.Configuration));
        }
    }
}
