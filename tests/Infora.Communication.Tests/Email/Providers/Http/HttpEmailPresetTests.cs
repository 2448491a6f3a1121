using System.Text;
using System.Text.Json.Nodes;
using Infora.Communication.Email;
using Infora.Communication.Email.Providers.Http;
using Infora.Communication.Tests.Providers.Http.Custom;

namespace Infora.Communication.Tests.Email.Providers.Http;

/// <summary>The services that the documentation describes, played over HTTP.</summary>
public sealed class HttpEmailPresetTests : IDisposable
{
    private static readonly EmailAttachment Bill = new("bill.pdf", Encoding.UTF8.GetBytes("PDF"));

    private readonly GatewayHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Resend_TakesAMail()
    {
        _host.Server.Answer("/emails", 200, """{"id":"49a3999c-0ce1-4ea6-ab68-afcd6dc2e794"}""");
        var mail = GatewayHost.Mail() with { ReplyTo = "help@example.com", Attachments = [Bill, Bill with { FileName = "terms.txt" }] };

        var result = await (await ProviderAsync("Resend")).SendAsync(mail, default);

        result.Status.Should().Be(SendStatus.Sent);
        result.MessageId.Should().Be("49a3999c-0ce1-4ea6-ab68-afcd6dc2e794");
        _host.Server.Request.Headers!["Authorization"].Should().Equal("Bearer s3cr3t");
        _host.Server.Request.Headers["Idempotency-Key"].Should().Equal("0198a0c0-0000-7000-8000-000000000001");
        ShouldBe("""
            {"from": "\"Infora Billing\" <billing@example.com>", "to": ["ann@example.com"], "reply_to": "help@example.com",
             "subject": "Your \"bill\"", "html": "<p>Hello</p>", "text": "Hello",
             "attachments": [{"filename": "bill.pdf", "content": "UERG"}, {"filename": "terms.txt", "content": "UERG"}]}
            """);
    }

    [Theory]
    [InlineData("Resend", """{"List-Unsubscribe": "<https://example.com/u/x>", "X-Offer": "\"7\""}""", "headers")]
    [InlineData("Postmark", """[{"Name": "List-Unsubscribe", "Value": "<https://example.com/u/x>"}, {"Name": "X-Offer", "Value": "\"7\""}]""", "Headers")]
    public async Task EachPreset_CarriesHeaders(string preset, string expected, string field)
    {
        _host.Server.Answer(200, """{"id":"1","MessageID":"1","ErrorCode":0}""");
        var mail = GatewayHost.Mail() with
        {
            Headers = new Dictionary<string, string> { ["List-Unsubscribe"] = "<https://example.com/u/x>", ["X-Offer"] = "\"7\"" },
        };

        var result = await (await ProviderAsync(preset)).SendAsync(mail, default);

        result.Status.Should().Be(SendStatus.Sent);
        JsonNode.DeepEquals(JsonNode.Parse(_host.Server.Request.Body!)![field], JsonNode.Parse(expected)).Should().BeTrue(_host.Server.Request.Body);
    }

    [Fact]
    public async Task Resend_TakesAMailOfTextOnly()
    {
        _host.Server.Answer(200, """{"id":"1"}""");

        await (await ProviderAsync("Resend")).SendAsync(GatewayHost.Mail(html: null), default);

        ShouldBe("""
            {"from": "\"Infora Billing\" <billing@example.com>", "to": ["ann@example.com"], "subject": "Your \"bill\"", "text": "Hello", "attachments": []}
            """);
    }

    [Fact]
    public async Task Resend_RefusesAMail()
    {
        _host.Server.Answer(403, """{"statusCode":403,"name":"validation_error","message":"The example.com domain is not verified."}""");

        var result = await (await ProviderAsync("Resend")).SendAsync(GatewayHost.Mail(), default);

        result.Status.Should().Be(SendStatus.Unavailable);
        result.Error!.Message.Should().Be("Acme answered 403: The example.com domain is not verified.");
    }

    [Fact]
    public async Task Postmark_TakesAMail()
    {
        _host.Server.Answer("/email", 200, """
            {"To":"ann@example.com","SubmittedAt":"2026-11-22T07:25:01Z","MessageID":"0a129aee-e1cd-480d-b08d-4f48548ff48d","ErrorCode":0,"Message":"OK"}
            """);
        var mail = GatewayHost.Mail() with { Attachments = [new("logo.png", Encoding.UTF8.GetBytes("PNG"), ContentId: "logo")] };

        var result = await (await ProviderAsync("Postmark")).SendAsync(mail, default);

        result.Status.Should().Be(SendStatus.Sent);
        result.MessageId.Should().Be("0a129aee-e1cd-480d-b08d-4f48548ff48d");
        _host.Server.Request.Headers!["X-Postmark-Server-Token"].Should().Equal("s3cr3t");
        ShouldBe("""
            {"From": "\"Infora Billing\" <billing@example.com>", "To": "ann@example.com", "Subject": "Your \"bill\"", "HtmlBody": "<p>Hello</p>",
             "TextBody": "Hello", "MessageStream": "outbound",
             "Attachments": [{"Name": "logo.png", "Content": "UE5H", "ContentType": "image/png", "ContentID": "cid:logo"}]}
            """);
    }

    [Theory]
    [InlineData(422, """{"ErrorCode":406,"Message":"You tried to send to a recipient that has been marked as inactive."}""", SendStatus.Rejected)]
    [InlineData(401, """{"ErrorCode":10,"Message":"The Server Token you provided is missing or incorrect."}""", SendStatus.Unavailable)]
    [InlineData(200, """{"ErrorCode":300,"Message":"Invalid email request"}""", SendStatus.Unavailable)]
    public async Task Postmark_RefusesAMail(int status, string body, SendStatus outcome)
    {
        _host.Server.Answer(status, body);

        var result = await (await ProviderAsync("Postmark")).SendAsync(GatewayHost.Mail(), default);

        result.Status.Should().Be(outcome);
        result.Error!.Message.Should().EndWith(JsonNode.Parse(body)!["Message"]!.ToString());
    }

    private void ShouldBe(string expected) =>
        JsonNode.DeepEquals(JsonNode.Parse(_host.Server.Request.Body!), JsonNode.Parse(expected)).Should().BeTrue(_host.Server.Request.Body);

    private Task<IEmailProvider> ProviderAsync(string title)
    {
        var fields = HttpEmailPresets.All.Single(preset => preset.Title == title).Values.DeepClone().AsObject();
        fields["request"]!["url"] = "ROOT" + new Uri(fields["request"]!["url"]!.ToString()).AbsolutePath;
        fields["secret_values"] = new JsonObject { ["API_KEY"] = "s3cr3t", ["SERVER_TOKEN"] = "s3cr3t" };
        return _host.EmailAsync(fields.ToJsonString());
    }
}
