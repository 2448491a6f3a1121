namespace Infora.Communication.AspNetCore.Tests.Hosting;

/// <summary>What a route that takes a body is tried with.</summary>
/// <param name="Body">A body that it accepts, for the things that <see cref="SeededHost"/> has.</param>
/// <param name="Required">A field that it cannot do without, or null where there is none.</param>
/// <param name="WrongType">A field and a value that is not of its type; null where it has no fields.</param>
internal sealed record RouteSample(string Body, string? Required, (string Field, string Value)? WrongType)
{
    public static readonly IReadOnlyDictionary<string, RouteSample> ByRoute = new Dictionary<string, RouteSample>
    {
        ["POST /email-providers"] = new(Samples.EmailProvider, "sender_email", ("daily_limit", "\"many\"")),
        ["PUT /email-providers/{id}"] = new(Samples.EmailProvider, "name", ("is_active", "1")),
        ["POST /email-providers/{id}/test"] = new("{}", null, ("recipient_email", "7")),
        ["POST /email-providers/{id}/webhook-token"] = new("{}", null, null),
        ["POST /sms-providers"] = new(Samples.SmsProvider, "account_sid", ("cost_per_sms", "\"cheap\"")),
        ["PUT /sms-providers/{id}"] = new(Samples.SmsProvider, "provider_type", ("max_segments", "1.5")),
        ["POST /sms-providers/{id}/test"] = new("{}", null, ("recipient_phone", "[]")),
        ["POST /sms-providers/{id}/webhook-token"] = new("{}", null, null),
        ["POST /email-templates"] = new(Samples.EmailTemplate, "subject", ("html_body", "true")),
        ["PUT /email-templates/{id}"] = new(Samples.EmailTemplate, "template_type", ("is_active", "\"yes\"")),
        ["POST /email-templates/{id}/preview"] = new("{}", null, ("variables", "[]")),
        ["POST /sms-templates"] = new(Samples.SmsTemplate, "body", ("template_type", "3")),
        ["PUT /sms-templates/{id}"] = new(Samples.SmsTemplate, "name", ("name", "{}")),
        ["POST /sms-templates/{id}/preview"] = new("{}", null, ("variables", "\"x\"")),
        ["POST /emails"] = new(Samples.Email, "recipient_email", ("cc", "\"bob@example.com\"")),
        ["POST /sms"] = new(Samples.Sms, "recipient_phone", ("send_at", "\"tomorrow\"")),
        ["POST /suppressions"] = new(Samples.Suppression, "recipient", ("reason", "\"because\"")),
        ["PUT /sending"] = new("""{"paused":false,"reason":null,"changed_at":null}""", "paused", ("paused", "\"no\"")),
        ["POST /messages/{messageId}/cancel"] = new("{}", null, null),
        ["POST /messages/{messageId}/retry"] = new("{}", null, null),
        ["POST /messages/{messageId}/resolve"] = new("""{"outcome":"sent"}""", "outcome", ("outcome", "\"lost\"")),
        ["POST /email-campaigns"] = new(Samples.EmailCampaign(1), "template_id", ("template_id", "\"1\"")),
        ["POST /email-campaigns/{id}/start"] = new("{}", null, null),
        ["POST /email-campaigns/{id}/pause"] = new("{}", null, null),
        ["POST /email-campaigns/{id}/resume"] = new("{}", null, null),
        ["POST /email-campaigns/{id}/cancel"] = new("{}", null, null),
        ["POST /email-campaigns/{id}/estimate"] = new("{}", null, null),
        ["POST /email-campaigns/{id}/retry-failed"] = new("{}", null, null),
        ["POST /sms-campaigns"] = new(Samples.SmsCampaign(1), "name", ("recipients", "{}")),
        ["POST /sms-campaigns/{id}/start"] = new("{}", null, null),
        ["POST /sms-campaigns/{id}/pause"] = new("{}", null, null),
        ["POST /sms-campaigns/{id}/resume"] = new("{}", null, null),
        ["POST /sms-campaigns/{id}/cancel"] = new("{}", null, null),
        ["POST /sms-campaigns/{id}/estimate"] = new("{}", null, null),
        ["POST /sms-campaigns/{id}/retry-failed"] = new("{}", null, null),
    };
}
