using Infora.Communication.Providers;
using Infora.Communication.Tests.Providers.Http;
using Infora.Communication.Tests.Providers.Http.Custom;

namespace Infora.Communication.Tests.Sms.Providers.Http;

public sealed class HttpSmsAnswerTests : IDisposable
{
    private const string Match = """{"success_match": {"pointer": "/status", "equals": "ok"}, "message_id_pointer": "/data/0/id", "error_pointer": "/error/message"}""";

    private readonly GatewayHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData(200, "{}", null, null)]
    [InlineData(201, """{"data":[{"id":"m1"}]}""", """{"message_id_pointer": "/data/0/id"}""", "m1")]
    [InlineData(202, """{"id":77}""", """{"message_id_pointer": "/id"}""", "77")]
    [InlineData(200, """{"id":null}""", """{"message_id_pointer": "/id"}""", null)]
    [InlineData(200, "queued", """{"message_id_pointer": "/id"}""", null)]
    [InlineData(204, "", """{"success_statuses": [204]}""", null)]
    [InlineData(200, """{"status":"ok","data":[{"id":"m1"}]}""", Match, "m1")]
    [InlineData(200, """{"code":0}""", """{"success_match": {"pointer": "/code", "equals": 0}}""", null)]
    [InlineData(200, """{"code":"0"}""", """{"success_match": {"pointer": "/code", "equals": 0}}""", null)]
    [InlineData(200, """{"ok":true}""", """{"success_match": {"pointer": "/ok", "equals": true}}""", null)]
    public async Task SendAsync_IsSent_WhenTheAnswerSaysSo(int status, string body, string? response, string? id)
    {
        var result = await SendAsync(status, body, response);

        result.Status.Should().Be(SendStatus.Sent);
        result.MessageId.Should().Be(id);
    }

    [Theory]
    [InlineData("""{"status":"failed","error":{"message":"no credit for +254712000111"}}""", "no credit for ***11", "failed")]
    [InlineData("""{"status":"failed"}""", "failed", "failed")]
    [InlineData("""{"status":{},"error":{}}""", "no reason given", null)]
    [InlineData("""{"error":{"message":"no credit"}}""", "no credit", null)]
    [InlineData("""{"status":"OK"}""", "OK", "OK")]
    public async Task SendAsync_LeavesTheMessageToAnotherProvider_WhenTheBodyOfASuccessSaysOtherwise(string body, string said, string? code)
    {
        var result = await SendAsync(200, body, Match);

        result.Status.Should().Be(SendStatus.Unavailable);
        result.Error!.Message.Should().Be($"Acme refused the message: {said}");
        result.Error.ProviderCode.Should().Be(code);
        result.Error.Permanent.Should().BeFalse();
    }

    [Theory]
    [InlineData(200, "", Match)]
    [InlineData(200, "{}", Match)]
    [InlineData(200, "[]", Match)]
    [InlineData(200, "{\"status\":null}", Match)]
    [InlineData(200, "{\"status\":", Match)]
    [InlineData(200, "<html>Sign in to the network</html>", Match)]
    [InlineData(200, "{}", """{"success_statuses": [202]}""")]
    [InlineData(204, "", null)]
    [InlineData(500, """{"error":{"message":"no"}}""", Match)]
    [InlineData(503, "<html>", null)]
    public async Task SendAsync_IsUncertain_WhenTheAnswerDoesNotTellWhatBecameOfTheMessage(int status, string body, string? response)
    {
        var result = await SendAsync(status, body, response);

        result.Status.Should().Be(SendStatus.Uncertain);
        result.Error!.Code.Should().Be(ErrorCode.Uncertain);
        _host.Server.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData(400, SendStatus.Rejected, ErrorCode.Unknown, null)]
    [InlineData(401, SendStatus.Unavailable, ErrorCode.Authentication, "request.auth")]
    [InlineData(402, SendStatus.Unavailable, ErrorCode.InsufficientBalance, null)]
    [InlineData(403, SendStatus.Unavailable, ErrorCode.Authentication, "secret_values")]
    [InlineData(404, SendStatus.Unavailable, ErrorCode.Configuration, "request.url")]
    [InlineData(405, SendStatus.Unavailable, ErrorCode.Configuration, "request.method")]
    [InlineData(302, SendStatus.Unavailable, ErrorCode.Configuration, "set request.url")]
    [InlineData(422, SendStatus.Rejected, ErrorCode.InvalidContent, null)]
    public async Task SendAsync_GoesByTheStatus_WhenTheGatewayRefuses(int status, SendStatus outcome, ErrorCode code, string? hint)
    {
        var result = await SendAsync(status, """{"error":{"message":"not so"},"text":"Hello there"}""", Match);

        result.Status.Should().Be(outcome);
        result.Error!.Code.Should().Be(code);
        result.Error.Message.Should().Be($"Acme answered {status}: not so");
        (result.Error.Hint ?? "none").Should().Contain(hint ?? "none").And.NotContain("base_url");
    }

    [Fact]
    public async Task SendAsync_HandsTheWaitUp_WhenTheGatewayAsksForALongOne()
    {
        _host.Server.Answer(429, "", ("Retry-After", "60"));

        var result = await (await ProviderAsync(null)).SendAsync(GatewayHost.Sms("Hello"), default);

        result.Error!.Code.Should().Be(ErrorCode.RateLimited);
        result.RetryAfter.Should().Be(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task SendAsync_KeepsSecretsNumbersAndTheTextOutOfErrorsAndLogs()
    {
        const string Key = "s3cr3t k&y";
        _host.Server.Answer(400, $"bad {Key} s3cr3t%20k%26y me:{Key} {Convert.ToBase64String(Encoding("me:" + Key))} for +254712000111: Your code is 123456");
        var provider = await _host.SmsAsync($$$"""
            {"secret_values": {"K": "{{{Key}}}"}, "request": {"url": "ROOT/p4th", "auth": {"type": "basic", "username": "me", "password": "{{ secrets.K }}"} } }
            """);

        var result = await provider.SendAsync(GatewayHost.Sms("Your code is 123456"), default);

        result.Error!.Message.Should().Be("Acme answered 400: bad [secret] [secret] me:[secret] [secret] for ***11: [secret]");
        _host.LogText.Should().NotContainAny("s3cr3t", "254712000111", "123456", "p4th");
    }

    [Fact]
    public async Task SendAsync_IsUnavailable_WhenTheConnectionIsRefused()
    {
        var provider = await _host.SmsAsync($$$"""{"request": {"url": "{{{ProviderHttpHost.Refusing()}}}x"}}""");

        var result = await provider.SendAsync(GatewayHost.Sms("Hello"), default);

        result.Status.Should().Be(SendStatus.Unavailable);
        result.Error!.Hint.Should().Contain("request.url").And.NotContain("base_url");
    }

    private static byte[] Encoding(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private async Task<ProviderResult> SendAsync(int status, string body, string? response)
    {
        _host.Server.Answer(status, body);
        return await (await ProviderAsync(response)).SendAsync(GatewayHost.Sms("Hello there"), default);
    }

    private Task<Communication.Sms.ISmsProvider> ProviderAsync(string? response) =>
        _host.SmsAsync($$$"""{"request": {"url": "ROOT/send", "body": "[{{ message.text | json }}]"}, "response": {{{response ?? "null"}}}}""");
}
