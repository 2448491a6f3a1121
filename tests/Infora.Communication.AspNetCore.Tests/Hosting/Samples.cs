namespace Infora.Communication.AspNetCore.Tests.Hosting;

/// <summary>Bodies that the routes take.</summary>
internal static class Samples
{
    public const string EmailProvider =
        """{"name":"Pickup","provider_type":"api","service":"pickup","sender_email":"billing@example.com"}""";

    public const string SmsProvider =
        """{"name":"Twilio","provider_type":"api","account_sid":"AC0123456789abcdef0123456789abcdef","auth_token":"s3cret-token","sender_id":"Infora","cost_per_sms":0.015,"currency":"KES"}""";

    public const string EmailTemplate =
        """{"name":"Welcome","template_type":"welcome","subject":"Hello {{ customer_name }}","html_body":"<p>Dear {{ customer_name }}, {{ note | default: 'welcome' }}.</p>"}""";

    public const string SmsTemplate =
        """{"name":"Reminder","template_type":"payment_reminder","body":"Dear {{ customer_name }}, pay {{ amount }}."}""";

    public const string Email =
        """{"recipient_email":"Ann <ann@example.com>","subject":"Hello","text_body":"How are you?"}""";

    public const string Suppression = """{"channel":"email","recipient":"gone@example.com"}""";

    public const string Sms = """{"recipient_phone":"0712345678","body":"Hello"}""";

    public static string EmailCampaign(int template, bool start = false) =>
        $$$"""{"name":"News","template_id":{{{template}}},"start":{{{(start ? "true" : "false")}}},"recipients":[{"email":"ann@example.com","variables":{"customer_name":"Ann"}}]}""";

    public static string SmsCampaign(int template, bool start = false) =>
        $$$"""{"name":"News","template_id":{{{template}}},"start":{{{(start ? "true" : "false")}}},"variables":{"amount":"KES 5"},"recipients":[{"phone":"0712345678","variables":{"customer_name":"Ann"}}]}""";
}
