using Infora.Communication.Tests.Email.Providers.Mailgun;
using Infora.Communication.Tests.Email.Providers.SendGrid;
using Infora.Communication.Tests.Email.Providers.Ses;
using Infora.Communication.Tests.Sms.Providers.AfricasTalking;
using Infora.Communication.Tests.Sms.Providers.MessageBird;
using Infora.Communication.Tests.Sms.Providers.Twilio;
using Infora.Communication.Tests.Sms.Providers.Vonage;

namespace Infora.Communication.Tests.Providers;

/// <summary>What goes wrong most with each vendor says what to do about it: credentials, sender, balance, limits.</summary>
public sealed class TroubleshootingTests
{
    [Theory]
    [InlineData(401, """{"errors":[{"message":"authorization required"}]}""", "api_key", "Mail Send")]
    [InlineData(401, """{"errors":[{"message":"Maximum credits exceeded"}]}""", "plan", "upgrade")]
    [InlineData(403, """{"errors":[{"message":"not a verified Sender Identity","field":"from"}]}""", "sender_email", "domain")]
    [InlineData(400, """{"errors":[{"message":"invalid","field":"from.email"}]}""", "sender_email", "sender_name")]
    [InlineData(404, "", "api_key", "base_url")]
    [InlineData(429, "", "messages_per_second", "Lower")]
    public async Task SendGrid_SaysWhatToDo(int status, string body, string field, string mend)
    {
        using var host = new SendGridHost();
        host.Server.Answer(status, body);

        Assert((await host.SendAsync()).Error!, field, mend);
    }

    [Theory]
    [InlineData(401, "Forbidden", "region", "api_key")]
    [InlineData(404, """{"message":"Domain not found: mg.example.com"}""", "region", "domain")]
    [InlineData(403, """{"message":"Domain mg.example.com is not allowed to send: unverified"}""", "Verify the domain", "Sending")]
    [InlineData(400, """{"message":"'from' parameter is not a valid address"}""", "sender_email", "Check")]
    [InlineData(429, """{"message":"limit exceeded"}""", "messages_per_second", "Lower")]
    public async Task Mailgun_SaysWhatToDo(int status, string body, string field, string mend)
    {
        using var host = new MailgunHost();
        host.Server.Answer(status, body);

        Assert((await host.SendAsync()).Error!, field, mend);
    }

    [Theory]
    [InlineData(403, "UnrecognizedClientException", "access_key_id", "session_token")]
    [InlineData(403, "SignatureDoesNotMatch", "secret_access_key", "region")]
    [InlineData(403, "ExpiredTokenException", "session_token", "new ones")]
    [InlineData(403, "AccessDeniedException", "ses:SendRawEmail", "identity")]
    [InlineData(400, "MailFromDomainNotVerifiedException", "sender_email", "Verify")]
    [InlineData(404, "NotFoundException", "configuration_set", "region")]
    [InlineData(400, "AccountSuspendedException", "Sending is stopped", "console")]
    [InlineData(429, "TooManyRequestsException", "messages_per_second", "Lower")]
    public async Task Ses_SaysWhatToDo(int status, string name, string field, string mend)
    {
        using var host = new SesHost();
        host.Server.Answer(status, """{"message":"no"}""", ("x-amzn-ErrorType", name));

        Assert((await host.SendAsync()).Error!, field, mend);
    }

    [Theory]
    [InlineData(401, 20003, "account_sid", "auth_token")]
    [InlineData(403, 20008, "test credentials", "auth token")]
    [InlineData(400, 21212, "sender_id", "11 characters")]
    [InlineData(400, 21606, "sender_id", "+14155550123")]
    [InlineData(400, 21703, "sender_id", "messaging service")]
    [InlineData(400, 30018, "sender_id", "Register")]
    [InlineData(400, 21408, "Geo permissions", "country")]
    [InlineData(400, 21608, "trial", "upgrade")]
    [InlineData(400, 21609, "Communication:PublicUrl", "underscore")]
    [InlineData(403, 20005, "Top up", "account")]
    [InlineData(400, 30002, "Top up", "account")]
    [InlineData(400, 21611, "messages_per_second", "Lower")]
    [InlineData(400, 21211, "number", "correct it")]
    [InlineData(400, 21610, "STOP", "START")]
    [InlineData(400, 21617, "1,600", "shorten")]
    public async Task Twilio_SaysWhatToDo(int status, int code, string field, string mend)
    {
        using var host = new TwilioHost();
        host.Server.Answer(status, $$"""{"code":{{code}},"message":"no"}""");

        Assert((await host.SendAsync()).Error!, field, mend);
    }

    [Theory]
    [InlineData(401, "The supplied authentication is invalid", "api_key", "username")]
    [InlineData(401, "The supplied authentication is invalid", "active", "sender_id")]
    [InlineData(201, """{"SMSMessageData":{"Message":"InvalidSenderId","Recipients":[]}}""", "sender_id", "registered")]
    [InlineData(201, """{"SMSMessageData":{"Message":"InsufficientBalance","Recipients":[]}}""", "Top up", "balance")]
    [InlineData(201, """{"SMSMessageData":{"Message":"InvalidPhoneNumber","Recipients":[]}}""", "number", "Correct")]
    [InlineData(201, """{"SMSMessageData":{"Message":"UserInBlacklist","Recipients":[]}}""", "opted out", "operator")]
    public async Task AfricasTalking_SaysWhatToDo(int status, string body, string field, string mend)
    {
        using var host = new AfricasTalkingHost();
        host.Server.Answer(status, body);

        Assert((await host.SendAsync()).Error!, field, mend);
    }

    [Theory]
    [InlineData(1, "messages_per_second", "Lower")]
    [InlineData(3, "sender_id", "Check")]
    [InlineData(4, "api_key", "api_secret")]
    [InlineData(6, "number", "Correct")]
    [InlineData(8, "account", "support")]
    [InlineData(9, "Top up", "account")]
    [InlineData(12, "text", "Shorten")]
    [InlineData(15, "sender_id", "number of this account")]
    [InlineData(23, "Communication:PublicUrl", "reach")]
    [InlineData(29, "trial", "test numbers")]
    public async Task Vonage_SaysWhatToDo(int status, string field, string mend)
    {
        using var host = new VonageHost();
        host.Server.Answer(200, $$"""{"messages":[{"status":"{{status}}","error-text":"no"}]}""");

        Assert((await host.SendAsync()).Error!, field, mend);
    }

    [Theory]
    [InlineData(401, 2, "access_key", "api_key", "live access key")]
    [InlineData(422, 10, "originator", "sender_id", "11 letters and digits")]
    [InlineData(422, 10, "recipients", "number", "Correct")]
    [InlineData(422, 10, "reportUrl", "Communication:PublicUrl", "reach")]
    [InlineData(402, 25, "", "Top up", "account")]
    [InlineData(404, 20, "", "base_url", "Check")]
    [InlineData(429, 0, "", "messages_per_second", "Lower")]
    public async Task MessageBird_SaysWhatToDo(int status, int code, string parameter, string field, string mend)
    {
        using var host = new MessageBirdHost();
        host.Server.Answer(status, $$"""{"errors":[{"code":{{code}},"description":"no","parameter":"{{parameter}}"}]}""");

        Assert((await host.SendAsync()).Error!, field, mend);
    }

    private static void Assert(SendError error, string field, string mend) => error.Hint.Should().Contain(field).And.Contain(mend);
}
