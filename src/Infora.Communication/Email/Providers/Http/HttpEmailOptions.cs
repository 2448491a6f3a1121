using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Infora.Communication.Providers;
using Infora.Communication.Providers.Http.Custom;
using Infora.Communication.Providers.Http.Custom.Webhooks;

namespace Infora.Communication.Email.Providers.Http;

/// <summary>A mail service with an HTTP API, described by its request and its answer.</summary>
public sealed class HttpEmailOptions : EmailProviderOptions
{
    /// <summary>The request that hands a mail over.</summary>
    [Required, Description("The request: method, url, headers, auth, content_type and body; url, header values and body are templates over message and secrets.")]
    public CustomRequest? Request { get; set; }

    /// <summary>How the answer is read.</summary>
    /// <value>Default: the statuses 200, 201 and 202 mean that the mail was taken.</value>
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

    internal static void Validate(HttpEmailOptions options, ICollection<FieldError> errors)
    {
        var repliesElsewhere = !string.IsNullOrEmpty(options.ReplyTo);
        CustomWebhookRules.Check(options.Webhook, options.Settings.Secrets, errors);
        var request = CustomSettingsRules.Check(
            options.Settings, options.BaseUrl, HttpEmailMessage.Sample("billing@example.com", CustomSettingsRules.HardText), errors);
        if (errors.Count is 0 && repliesElsewhere && request?.Reads("message.reply_to") is false)
        {
            errors.Add(new FieldError("reply_to", "is not sent: the request does not read message.reply_to", ErrorCode.Configuration));
        }
    }
}
