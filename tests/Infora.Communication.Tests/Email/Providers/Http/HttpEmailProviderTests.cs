using System.Text;
using System.Text.Json.Nodes;
using Infora.Communication.Email;
using Infora.Communication.Tests.Providers.Http.Custom;

namespace Infora.Communication.Tests.Email.Providers.Http;

public sealed class HttpEmailProviderTests : IDisposable
{
    private const string Plain = """{"request": {"url": "ROOT/mail", "body": "{\"to\": {{ message.to | json }}, \"text\": {{ message.text | json }}}"}}""";

    private readonly GatewayHost _host = new();

    public void Dispose() => _host.Dispose();

    public static TheoryData<string, OutgoingEmail> Uncarried() => new()
    {
        { "message.cc", GatewayHost.Mail() with { Cc = ["bob@example.com"] } },
        { "message.bcc", GatewayHost.Mail() with { Bcc = ["bob@example.com"] } },
        { "message.reply_to", GatewayHost.Mail() with { ReplyTo = "bob@example.com" } },
        { "message.headers", GatewayHost.Mail() with { Headers = new Dictionary<string, string> { ["X-A"] = "1" } } },
        { "message.attachments", GatewayHost.Mail() with { Attachments = [new("a.txt", Encoding.UTF8.GetBytes("a"))] } },
    };

    [Theory]
    [MemberData(nameof(Uncarried))]
    public async Task SendAsync_IsRejectedUnsent_WhenTheRequestDoesNotCarryWhatTheMailHas(string variable, OutgoingEmail mail)
    {
        var result = await (await _host.EmailAsync(Plain)).SendAsync(mail, default);

        result.Status.Should().Be(SendStatus.Rejected);
        result.Error!.Code.Should().Be(ErrorCode.InvalidContent);
        result.Error.Hint.Should().Contain(variable);
        _host.Server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task SendAsync_TakesPromotionalMail_WhoseUnsubscribeHeadersTheRequestDoesNotCarry()
    {
        _host.Server.Answer(200, "{}");
        var headers = new Dictionary<string, string> { ["List-Unsubscribe"] = "<https://example.com/u/x>", ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click" };

        var result = await (await _host.EmailAsync(Plain)).SendAsync(GatewayHost.Mail() with { Headers = headers }, default);

        result.Status.Should().Be(SendStatus.Sent);
        _host.Server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task SendAsync_IsRejectedUnsent_WhenAnInlineImageWouldBecomeAnAttachment()
    {
        var provider = await _host.EmailAsync("""
            {"request": {"url": "ROOT/mail", "body": "[{% for file in message.attachments %}{{ file.content | json }}{% endfor %}]"}}
            """);

        var result = await provider.SendAsync(GatewayHost.Mail() with { Attachments = [new("a.png", new byte[1], ContentId: "a")] }, default);

        result.Error!.Message.Should().Contain("inline image");
        _host.Server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task SendAsync_FillsInEachVariable()
    {
        _host.Server.Answer(200, "{}");
        string[] names = ["id", "from", "from_email", "from_name", "to", "to_name", "cc", "bcc", "reply_to", "subject", "html", "text", "body", "headers", "tags"];
        var body = "{" + string.Join(",", names.Select(name => $"\"{name}\": {{{{ message.{name} | json }}}}")) + "}";
        var provider = await _host.EmailAsync(new JsonObject { ["request"] = new JsonObject { ["url"] = "ROOT/mail", ["body"] = body } }.ToJsonString());
        var mail = GatewayHost.Mail("Text\n\"quoted\" 🙏") with
        {
            Cc = ["bob@example.com"],
            Bcc = ["Eve <eve@example.com>"],
            ReplyTo = new EmailAddress("help@example.com", "Help"),
            Headers = new Dictionary<string, string> { ["X-A"] = "1" },
            Tags = ["bill"],
        };

        (await provider.SendAsync(mail, default)).Status.Should().Be(SendStatus.Sent);

        var expected = JsonNode.Parse("""
            {"id": "0198a0c0-0000-7000-8000-000000000001", "from": "\"Infora Billing\" <billing@example.com>", "from_email": "billing@example.com",
             "from_name": "Infora Billing", "to": "ann@example.com", "to_name": "Ann", "cc": ["bob@example.com"], "bcc": ["eve@example.com"],
             "reply_to": "help@example.com", "subject": "Your \"bill\"", "html": "<p>Hello</p>", "text": "Text\n\"quoted\" 🙏", "body": "<p>Hello</p>",
             "headers": [{"name": "X-A", "value": "1"}], "tags": ["bill"]}
            """);
        JsonNode.DeepEquals(JsonNode.Parse(_host.Server.Request.Body!), expected).Should().BeTrue(_host.Server.Request.Body);
    }

    [Fact]
    public async Task SendAsync_SendsNothing_WhenTheSubjectForgesAHeader()
    {
        var result = await (await _host.EmailAsync(Plain)).SendAsync(GatewayHost.Mail() with { Subject = "a\r\nBcc: b@example.com" }, default);

        result.Status.Should().Be(SendStatus.Rejected);
        _host.Server.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"sender_email": "nobody"}""", "sender_email", "is not an email address")]
    [InlineData("""{"reply_to": "nobody"}""", "reply_to", "is not an email address")]
    [InlineData("""{"reply_to": "help@example.com"}""", "reply_to", "does not read message.reply_to")]
    public async Task AddAsync_NamesTheField_WhenTheConfigurationCannotWork(string fields, string field, string mend)
    {
        var all = JsonNode.Parse(Plain)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(fields)!.AsObject())
        {
            all[name] = value!.DeepClone();
        }

        (await _host.ErrorsAsync(MessageChannel.Email, all.ToJsonString())).Should().ContainSingle(error => error.Field == field)
            .Which.Message.Should().Contain(mend);
    }
}
