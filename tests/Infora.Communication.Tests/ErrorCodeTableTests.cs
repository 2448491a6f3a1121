using System.Text.Json;
using Infora.Communication.Email;
using Infora.Communication.Email.Providers.Smtp;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Tests.Email.Providers.Mailgun;
using Infora.Communication.Tests.Email.Providers.SendGrid;
using Infora.Communication.Tests.Email.Providers.Ses;
using Infora.Communication.Tests.Providers.Http;
using Infora.Communication.Tests.Scripted;
using Infora.Communication.Tests.Sms.Providers.AfricasTalking;
using Infora.Communication.Tests.Sms.Providers.MessageBird;
using Infora.Communication.Tests.Sms.Providers.Twilio;
using Infora.Communication.Tests.Sms.Providers.Vonage;
using Infora.Communication.TestSupport.Certificates;
using Infora.Communication.TestSupport.Http;
using Infora.Communication.TestSupport.Smtp;
using WireMock.Server;
using WireMock.Settings;

namespace Infora.Communication.Tests;

/// <summary>
/// The closed set of error codes, each with the ways that lead to it: a vendor's answer over a real connection, or the
/// library's own path. A member without a way is a code that nobody can ever see.
/// </summary>
public sealed class ErrorCodeTableTests
{
    private static readonly EmailMessage Mail = new() { To = "ann@example.com", Subject = "Your invoice", TextBody = "Amount due: 500" };

    private static readonly IReadOnlyList<Row> Table =
    [
        new(ErrorCode.Authentication, "authentication", false, "SendGrid refuses the key", () => SendGridAsync(401, Errors("authorization required"))),
        new(ErrorCode.Authentication, "authentication", false, "Twilio refuses the token", () => TwilioAsync(401, """{"code":20003,"message":"Authenticate"}""")),
        new(ErrorCode.Authentication, "authentication", false, "the SMTP server refuses the password", () => SmtpAsync(SmtpStep.Authenticate, "535 5.7.8 No")),
        new(ErrorCode.Configuration, "configuration", false, "Mailgun does not know the domain", () => MailgunAsync(404, """{"message":"Domain not found: mg.example.com"}""")),
        new(ErrorCode.Configuration, "configuration", false, "Africa's Talking has no user name", () => AfricasTalkingAsync("", username: null)),
        new(ErrorCode.InvalidRecipient, "invalid_recipient", true, "Twilio does not know the number", () => TwilioAsync(400, """{"code":21211,"message":"Invalid 'To'"}""")),
        new(ErrorCode.InvalidRecipient, "invalid_recipient", true, "the SMTP server does not know the mailbox", () => SmtpAsync(SmtpStep.RcptTo, "550 5.1.1 No such user")),
        new(ErrorCode.InvalidRecipient, "invalid_recipient", true, "the address is none", () => RefusedAsync(Mail with { To = "ann" })),
        new(ErrorCode.InvalidSender, "invalid_sender", false, "SES has not verified the sender", () => SesAsync(400, "MailFromDomainNotVerifiedException")),
        new(ErrorCode.InvalidSender, "invalid_sender", false, "the sender id is not registered", () => AfricasTalkingAsync("""{"SMSMessageData":{"Message":"InvalidSenderId","Recipients":[]}}""")),
        new(ErrorCode.InvalidContent, "invalid_content", true, "Twilio finds the text too long", () => TwilioAsync(400, """{"code":21617,"message":"Too long"}""")),
        new(ErrorCode.InvalidContent, "invalid_content", true, "the SMTP server finds the mail too big", () => SmtpAsync(SmtpStep.EndOfMessage, "552 5.3.4 Too big")),
        new(ErrorCode.RateLimited, "rate_limited", false, "Twilio answers 429", () => TwilioAsync(429, """{"code":20429,"message":"Too many requests"}""")),
        new(ErrorCode.RateLimited, "rate_limited", false, "SES throttles with 400", () => SesAsync(400, "Throttling")),
        new(ErrorCode.LimitExceeded, "limit_exceeded", false, "SendGrid's plan is used up", () => SendGridAsync(401, Errors("Maximum credits exceeded"))),
        new(ErrorCode.LimitExceeded, "limit_exceeded", false, "the SMTP server's quota is used up", () => SmtpAsync(SmtpStep.MailFrom, "452 4.5.3 Quota exceeded")),
        new(ErrorCode.InsufficientBalance, "insufficient_balance", false, "the Vonage account is empty", () => VonageAsync(9)),
        new(ErrorCode.InsufficientBalance, "insufficient_balance", false, "the MessageBird account is empty", () => MessageBirdAsync(402, 25)),
        new(ErrorCode.OptedOut, "opted_out", true, "the recipient told Twilio to stop", () => TwilioAsync(400, """{"code":21610,"message":"Unsubscribed"}""")),
        new(ErrorCode.OptedOut, "opted_out", true, "the recipient blocks the sender id", () => AfricasTalkingAsync(Recipient(406, "UserInBlacklist"))),
        new(ErrorCode.Blocked, "blocked", true, "the SMTP server's policy is against it", () => SmtpAsync(SmtpStep.RcptTo, "550 5.7.1 Blocked by policy")),
        new(ErrorCode.Blocked, "blocked", true, "the operator's gateway rejects it", () => AfricasTalkingAsync(Recipient(502, "RejectedByGateway"))),
        new(ErrorCode.Unavailable, "unavailable", false, "nobody listens", () => SendGridAtAsync(ProviderHttpHost.Refusing())),
        new(ErrorCode.Unavailable, "unavailable", false, "the SMTP server is going down", () => SmtpAsync(SmtpStep.Connect, "421 4.3.2 Shutting down")),
        new(ErrorCode.Timeout, "timeout", false, "the time is over before the request is written", TimedOutAsync),
        new(ErrorCode.Tls, "tls", false, "the certificate is not trusted", NotTrustedAsync),
        new(ErrorCode.Tls, "tls", false, "the SMTP server offers no STARTTLS", NoStartTlsAsync),
        new(ErrorCode.Uncertain, "uncertain", false, "SendGrid answers 500", () => SendGridAsync(500, "")),
        new(ErrorCode.Uncertain, "uncertain", false, "the connection is reset in the answer", LostAnswerAsync),
        new(ErrorCode.Uncertain, "uncertain", false, "the SMTP server hangs up after the message", LostReplyAsync),
        new(ErrorCode.Expired, "expired", true, "the message waits past its time", ExpiredAsync),
        new(ErrorCode.NoProvider, "no_provider", false, "none is configured", NoProviderAsync),
        new(ErrorCode.NoProvider, "no_provider", true, "the one that is named does not exist", () => RefusedAsync(Mail with { Provider = "Nobody" })),
        new(ErrorCode.Unknown, "unknown", true, "Twilio has a code that is not documented", () => TwilioAsync(400, """{"code":99999,"message":"New"}""")),
        new(ErrorCode.Unknown, "unknown", false, "Vonage has a status that is not documented", () => VonageAsync(99)),
    ];

    public static TheoryData<int, ErrorCode, string> Rows()
    {
        var rows = new TheoryData<int, ErrorCode, string>();
        foreach (var (index, row) in Table.Index())
        {
            rows.Add(index, row.Code, row.When);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task TheCode_IsReached(int index, ErrorCode code, string when)
    {
        var row = Table[index];

        var error = await row.HappenAsync();

        error.Code.Should().Be(code, when);
        error.Permanent.Should().Be(row.Permanent, when);
        error.Message.Should().NotBeNullOrWhiteSpace();
        JsonSerializer.Serialize(error.Code).Should().Be($"\"{row.WireName}\"");
        JsonSerializer.Deserialize<ErrorCode>($"\"{row.WireName}\"").Should().Be(code);
    }

    [Fact]
    public void EveryCode_HasARow() => Table.Select(row => row.Code).Distinct().Should().BeEquivalentTo(Enum.GetValues<ErrorCode>());

    [Fact]
    public void TheSet_IsClosed() => Enum.GetValues<ErrorCode>().Select(code => JsonSerializer.Serialize(code).Trim('"')).Should().BeEquivalentTo(
        "authentication", "configuration", "invalid_recipient", "invalid_sender", "invalid_content", "rate_limited", "limit_exceeded",
        "insufficient_balance", "opted_out", "blocked", "unavailable", "timeout", "tls", "uncertain", "expired", "no_provider", "unknown");

    private static string Errors(string message) => $$"""{"errors":[{"message":"{{message}}","field":null}]}""";

    private static string Recipient(int number, string status) =>
        AfricasTalkingHost.Recipient($""" "statusCode":{number},"number":"+254712000111","status":"{status}","messageId":"None" """);

    private static async Task<SendError> SendGridAsync(int status, string body)
    {
        using var host = new SendGridHost();
        host.Server.Answer(status, body);
        return (await host.SendAsync()).Error!;
    }

    private static async Task<SendError> SendGridAtAsync(Uri root)
    {
        using var host = new SendGridHost();
        return (await host.SendAsync(configure: options => options.BaseUrl = root)).Error!;
    }

    private static async Task<SendError> MailgunAsync(int status, string body)
    {
        using var host = new MailgunHost();
        host.Server.Answer(status, body);
        return (await host.SendAsync()).Error!;
    }

    private static async Task<SendError> SesAsync(int status, string name)
    {
        using var host = new SesHost();
        host.Server.Answer(status, """{"message":"no"}""", ("x-amzn-ErrorType", name));
        return (await host.SendAsync()).Error!;
    }

    private static async Task<SendError> TwilioAsync(int status, string body)
    {
        using var host = new TwilioHost();
        host.Server.Answer(status, body);
        return (await host.SendAsync()).Error!;
    }

    private static async Task<SendError> AfricasTalkingAsync(string body, string? username = "inforabill")
    {
        using var host = new AfricasTalkingHost();
        host.Server.Answer(201, body);
        return (await host.SendAsync(options => options.Username = username)).Error!;
    }

    private static async Task<SendError> VonageAsync(int status)
    {
        using var host = new VonageHost();
        host.Server.Answer(200, $$"""{"message-count":"1","messages":[{"status":"{{status}}","error-text":"no"}]}""");
        return (await host.SendAsync()).Error!;
    }

    private static async Task<SendError> MessageBirdAsync(int status, int code)
    {
        using var host = new MessageBirdHost();
        host.Server.Answer(status, $$"""{"errors":[{"code":{{code}},"description":"no","parameter":null}]}""");
        return (await host.SendAsync()).Error!;
    }

    private static async Task<SendError> SmtpAsync(SmtpStep step, string reply)
    {
        await using var server = ScriptedSmtpServer.Start(
            new SmtpScript { Users = new Dictionary<string, string> { ["anna"] = "secret" } }.Reply(step, reply));
        await using var provider = new TestProvider(server.Port, options => (options.Username, options.Password) = ("anna", "secret"));
        return (await provider.SendAsync()).Error!;
    }

    private static async Task<SendError> NoStartTlsAsync()
    {
        await using var server = ScriptedSmtpServer.Start();
        await using var provider = new TestProvider(server.Port, options => options.UseTls = true);
        return (await provider.SendAsync()).Error!;
    }

    private static async Task<SendError> LostReplyAsync()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript().HangUp(SmtpStep.EndOfMessage));
        await using var provider = new TestProvider(server.Port);
        return (await provider.SendAsync()).Error!;
    }

    private static async Task<SendError> TimedOutAsync()
    {
        await using var server = ScriptedHttpServer.Start(HttpAnswer.Silence());
        using var host = new TwilioHost();
        var provider = host.Provider(options => options.BaseUrl = server.BaseAddress);
        return (await provider.SendAsync(TwilioHost.Message(), new CancellationToken(canceled: true))).Error!;
    }

    private static async Task<SendError> NotTrustedAsync()
    {
        using var certificate = SelfSignedCertificate.Create();
        using var server = WireMockServer.Start(new WireMockServerSettings
        {
            UseSSL = true,
            CertificateSettings = new WireMockCertificateSettings { X509Certificate = certificate },
        });
        return await SendGridAtAsync(new Uri(server.Url!));
    }

    private static async Task<SendError> LostAnswerAsync()
    {
        await using var server = ScriptedHttpServer.Start(HttpAnswer.ResetInBody(202, "accepted", bodyBytes: 3));
        return await SendGridAtAsync(server.BaseAddress);
    }

    private static async Task<SendError> RefusedAsync(EmailMessage message)
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First"));
        return (await host.Email.SendAsync(message)).Error!;
    }

    private static async Task<SendError> NoProviderAsync()
    {
        await using var host = new ScriptedHost();
        return (await host.Email.SendAsync(Mail)).Error!;
    }

    private static async Task<SendError> ExpiredAsync()
    {
        await using var host = new ScriptedHost();
        await host.StartAsync();
        var queued = await host.Outbox.EnqueueAsync(Mail, new EnqueueOptions { ExpiresAt = host.Time.GetUtcNow() + TimeSpan.FromMinutes(1) });
        var id = queued.Message!.State.Id;
        await host.UntilAsync(id, MessageStatus.Cancelled);
        return (await host.Messages.FindAsync(id, CancellationToken.None))!.State.Error!;
    }

    private sealed record Row(ErrorCode Code, string WireName, bool Permanent, string When, Func<Task<SendError>> HappenAsync);
}
