using Infora.Communication.Email.Providers.Mailgun;
using Infora.Communication.Email.Providers.SendGrid;
using Infora.Communication.Email.Providers.Ses;
using Infora.Communication.Providers;
using Infora.Communication.Sms.Providers.AfricasTalking;
using Infora.Communication.Sms.Providers.MessageBird;
using Infora.Communication.Sms.Providers.Twilio;
using Infora.Communication.Sms.Providers.Vonage;
using Infora.Communication.Tests.Email.Providers.Mailgun;
using Infora.Communication.Tests.Email.Providers.SendGrid;
using Infora.Communication.Tests.Email.Providers.Ses;
using Infora.Communication.Tests.Providers.Http;
using Infora.Communication.Tests.Sms.Providers.AfricasTalking;
using Infora.Communication.Tests.Sms.Providers.MessageBird;
using Infora.Communication.Tests.Sms.Providers.Twilio;
using Infora.Communication.Tests.Sms.Providers.Vonage;
using Infora.Communication.TestSupport.Http;

namespace Infora.Communication.Tests.Providers;

/// <summary>Every HTTP vendor over sockets that misbehave: each fault means the same, whoever is at the other end.</summary>
public sealed class VendorFaultTests : IDisposable
{
    private static readonly Dictionary<string, Func<Uri, ProviderHttpHost, CancellationToken, Task<ProviderResult>>> Vendors = new()
    {
        ["SendGrid"] = (root, host, stop) => new SendGridProvider(
            new SendGridOptions { ApiKey = "k", SenderEmail = "billing@example.com", BaseUrl = root }, host.Client).SendAsync(SendGridHost.Mail, stop),
        ["Mailgun"] = (root, host, stop) => new MailgunProvider(
            new MailgunOptions { ApiKey = "k", SenderEmail = "billing@example.com", BaseUrl = root }, host.Client).SendAsync(MailgunHost.Mail, stop),
        ["Amazon SES"] = (root, host, stop) => new SesProvider(
            new SesOptions { ApiKey = "AKID:secret", Region = "eu-west-1", SenderEmail = "billing@example.com", BaseUrl = root }, host.Client, host.Time, host.Certificates).SendAsync(SesHost.Mail, stop),
        ["Twilio"] = (root, host, stop) => new TwilioProvider(
            new TwilioOptions { AccountSid = TwilioHost.AccountSid, AuthToken = "t", SenderId = "INFORA", BaseUrl = root }, host.Client).SendAsync(TwilioHost.Message(), stop),
        ["Africa's Talking"] = (root, host, stop) => new AfricasTalkingProvider(
            new AfricasTalkingOptions { ApiKey = "k", Username = "u", BaseUrl = root }, host.Client).SendAsync(AfricasTalkingHost.Message, stop),
        ["Vonage"] = (root, host, stop) => new VonageProvider(
            new VonageOptions { ApiKey = "k", ApiSecret = "s", SenderId = "INFORA", BaseUrl = root }, host.Client).SendAsync(VonageHost.Message(), stop),
        ["MessageBird"] = (root, host, stop) => new MessageBirdProvider(
            new MessageBirdOptions { ApiKey = "k", SenderId = "INFORA", BaseUrl = root }, host.Client).SendAsync(MessageBirdHost.Message(), stop),
    };

    private readonly ProviderHttpHost _host = new();

    public static TheoryData<string> Names => [.. Vendors.Keys];

    public void Dispose() => _host.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task SendAsync_IsUnavailable_WhenThereIsNoConnection(string vendor)
    {
        var result = await Vendors[vendor](ProviderHttpHost.Refusing(), _host, default);

        result.Should().BeEquivalentTo(new { Status = SendStatus.Unavailable, Error = new { Code = ErrorCode.Unavailable, Permanent = false } });
        result.Error!.Hint.Should().Contain("base_url");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task SendAsync_IsUncertainAndAsksOnce_WhenTheConnectionIsResetInTheAnswer(string vendor)
    {
        await using var server = ScriptedHttpServer.Start(HttpAnswer.ResetInBody(200, """{"id":"1","sid":"1","MessageId":"1"}""", bodyBytes: 9));

        var result = await Vendors[vendor](server.BaseAddress, _host, default);

        result.Should().BeEquivalentTo(new { Status = SendStatus.Uncertain, Error = new { Code = ErrorCode.Uncertain, Permanent = false } });
        server.Requests.Should().ContainSingle();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task SendAsync_IsUncertainAndAsksOnce_WhenTheAnswerIsTooSlow(string vendor)
    {
        await using var server = ScriptedHttpServer.Start(HttpAnswer.Silence());
        using var timeout = new CancellationTokenSource();

        var sending = Vendors[vendor](server.BaseAddress, _host, timeout.Token);
        await server.WaitForRequestsAsync(1, default);
        await timeout.CancelAsync();

        (await sending).Should().BeEquivalentTo(new { Status = SendStatus.Uncertain, Error = new { Code = ErrorCode.Uncertain, Permanent = false } });
        server.Requests.Should().ContainSingle();
    }

    public static TheoryData<string, string> RetryAfters()
    {
        var data = new TheoryData<string, string>();
        foreach (var vendor in Vendors.Keys)
        {
            data.Add(vendor, "120");
            data.Add(vendor, "Sun, 22 Nov 2026 09:02:00 GMT");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(RetryAfters))]
    public async Task SendAsync_HandsTheWaitUp_WhenTheAnswerIs429(string vendor, string retryAfter)
    {
        using var server = new VendorServer();
        server.Answer(429, "", ("Retry-After", retryAfter));

        var result = await Vendors[vendor](server.Root, _host, default);

        result.Should().BeEquivalentTo(new { Status = SendStatus.Unavailable, Error = new { Code = ErrorCode.RateLimited, Permanent = false } });
        result.RetryAfter.Should().Be(TimeSpan.FromMinutes(2));
        result.Error!.Hint.Should().Contain("messages_per_second");
        server.Requests.Should().ContainSingle();
    }
}
