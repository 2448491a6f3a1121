using System.Text;
using Infora.Communication.Tests.Providers.Http.Custom;
using Infora.Communication.TestSupport.Http;

namespace Infora.Communication.Tests.Sms.Providers.Http;

public sealed class HttpSmsRequestTests : IDisposable
{
    private const string Hard = "Hi \"you\" \\ & bye=1\n100% ü+€ 🙏 {{ secrets.K }}";

    private readonly GatewayHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task SendAsync_SendsJson()
    {
        await SendAsync("""
            {"sender_id": "INFORA", "secret_values": {"K": "s3cr3t"}, "request": {"url": "ROOT/v1/sms", "headers": {"X-Id": "no {{ message.id }}"},
             "auth": {"type": "bearer", "token": "{{ secrets.K }}"},
             "body": "{\"to\": {{ message.to | json }}, \"from\": {{ message.from | json }}, \"text\": {{ message.text | json }}, \"n\": 1}"}}
            """);

        var request = _host.Server.Request;
        request.Method.Should().Be("POST");
        request.Path.Should().Be("/v1/sms");
        request.Headers!.Keys.Should().BeEquivalentTo("Host", "X-Id", "Authorization", "Accept", "User-Agent", "Content-Type", "Content-Length");
        request.Headers["Content-Type"].Should().Equal("application/json");
        request.Headers["Accept"].Should().Equal("application/json");
        request.Headers["Authorization"].Should().Equal("Bearer s3cr3t");
        request.Headers["X-Id"].Should().Equal("no 0198a0c0-0000-7000-8000-000000000001");
        var body = System.Text.Json.JsonDocument.Parse(request.Body!).RootElement;
        body.EnumerateObject().Select(member => member.Name).Should().Equal("to", "from", "text", "n");
        body.GetProperty("to").GetString().Should().Be("+254712000111");
        body.GetProperty("from").GetString().Should().Be("INFORA");
        body.GetProperty("text").GetString().Should().Be(Hard, "nothing in a value is read as a template");
    }

    [Fact]
    public async Task SendAsync_SendsAForm_InWhichNoValueCanAddAField()
    {
        await SendAsync("""
            {"sender_id": "INFORA", "request": {"url": "ROOT/send", "content_type": "application/x-www-form-urlencoded",
             "body": "to={{ message.to | remove: '+' }}&\n from={{ message.sender_id }}&text={{ message.text }}&raw={{ message.text | raw }}&eq=a=b&plain=50% + {{ '&' }}"}}
            """);

        var text = "Hi+%22you%22+%5C+%26+bye%3D1%0A100%25+%C3%BC%2B%E2%82%AC+%F0%9F%99%8F+%7B%7B+secrets.K+%7D%7D";
        _host.Server.Request.Headers!["Content-Type"].Should().Equal("application/x-www-form-urlencoded");
        _host.Server.Request.Body.Should().Be($"to=254712000111&from=INFORA&text={text}&raw={text}&eq=a%3Db&plain=50%25+%2B+%26");
    }

    [Fact]
    public async Task SendAsync_SendsAGet_InWhoseAddressNoValueCanLeaveItsPlace()
    {
        await using var server = ScriptedHttpServer.Start(HttpAnswer.Of(200, "{}"));
        var provider = await _host.SmsAsync($$$"""
            {"secret_values": {"USER": "a:b", "PASS": "p&w"}, "request": {"method": "GET",
             "url": "{{{server.BaseAddress}}}api/{{ message.text | slice: 0, 14 }}/send%20it?to={{ message.to }}&text={{ message.text }}&user={{ secrets.USER }}&type=text",
             "auth": {"type": "query", "name": "pass word", "value": "{{ secrets.PASS }}"} } }
            """);

        (await provider.SendAsync(GatewayHost.Sms("../%2e/?a=1&b#c"), default)).Error.Should().BeNull();

        var request = server.Requests.Should().ContainSingle().Subject;
        request.Method.Should().Be("GET");
        request.Body.Should().BeEmpty();
        request.Headers.Keys.Should().NotContain("Content-Type");
        request.Target.Should().Be(
            "/api/..%2F%252e%2F%3Fa%3D1%26b%23/send%20it?to=%2B254712000111&text=..%2F%252e%2F%3Fa%3D1%26b%23c&user=a%3Ab&type=text&pass%20word=p%26w");
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task SendAsync_SendsNothing_WhenAValueWouldLeadToAnotherResource(string text)
    {
        var provider = await _host.SmsAsync("""{"request": {"url": "ROOT/a/{{ message.text }}/b"}}""");

        var result = await provider.SendAsync(GatewayHost.Sms(text), default);

        result.Status.Should().Be(SendStatus.Unavailable);
        result.Error!.Code.Should().Be(ErrorCode.Configuration);
        result.Error.Message.Should().Contain("request.url");
        _host.Server.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"type": "basic", "username": "me", "password": "{{ secrets.K }}"}""", "Authorization", "Basic bWU6czNjcjN0")]
    [InlineData("""{"type": "header", "name": "X-Key", "value": "App {{ secrets.K }}"}""", "X-Key", "App s3cr3t")]
    public async Task SendAsync_SignsIn(string auth, string header, string value)
    {
        await SendAsync($$$"""{"secret_values": {"K": "s3cr3t"}, "request": {"url": "ROOT/", "auth": {{{auth}}}}}""");

        _host.Server.Request.Headers![header].Should().Equal(value);
        Encoding.UTF8.GetString(Convert.FromBase64String("bWU6czNjcjN0")).Should().Be("me:s3cr3t");
    }

    [Fact]
    public async Task SendAsync_SignsInByTheQuery_WhenTheAddressHasNoneYet()
    {
        await SendAsync("""{"secret_values": {"K": "s3cr3t"}, "request": {"url": "ROOT/x", "auth": {"type": "query", "name": "key", "value": "{{ secrets.K }}"}}}""");

        new Uri(_host.Server.Request.Url!).PathAndQuery.Should().Be("/x?key=s3cr3t");
    }

    [Fact]
    public async Task SendAsync_SendsNothing_WhenAHeaderWouldGetALineBreak()
    {
        var provider = await _host.SmsAsync("""{"request": {"url": "ROOT/", "headers": {"X-Text": "{{ message.text }}"}}}""");

        var result = await provider.SendAsync(GatewayHost.Sms("a\r\nX-Admin: 1"), default);

        result.Status.Should().Be(SendStatus.Unavailable);
        result.Error!.Code.Should().Be(ErrorCode.Configuration);
        _host.Server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task SendAsync_SendsNothing_WhenTheBodyBecomesNoJson()
    {
        var provider = await _host.SmsAsync("""{"request": {"url": "ROOT/", "body": "{\"text\": {% if message.text == 'odd' %}{{ message.text }}{% else %}1{% endif %}}"}}""");

        var result = await provider.SendAsync(GatewayHost.Sms("odd"), default);

        result.Status.Should().Be(SendStatus.Unavailable);
        result.Error!.Code.Should().Be(ErrorCode.Configuration);
        result.Error.Message.Should().Contain("request.body").And.Contain("filter json").And.NotContain("odd");
        _host.Server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task SendAsync_ManyAtOnce_KeepsMessagesApart()
    {
        _host.Server.Answer(200, "{}");
        var provider = await _host.SmsAsync("""{"request": {"url": "ROOT/", "body": "[{{ message.text | json }}]"}}""");

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => provider.SendAsync(GatewayHost.Sms($"no {number}."), default)));

        results.Should().OnlyContain(result => result.Status == SendStatus.Sent);
        _host.Server.Requests.Select(request => request.Body).Should().OnlyHaveUniqueItems().And.HaveCount(50);
    }

    private async Task SendAsync(string fields, string text = Hard)
    {
        _host.Server.Answer(200, "{}");
        var provider = await _host.SmsAsync(fields);
        (await provider.SendAsync(GatewayHost.Sms(text), default)).Error.Should().BeNull();
    }
}
