using System.Text.Json.Nodes;
using Infora.Communication.Email;
using Infora.Communication.Email.Providers.SendGrid;
using Infora.Communication.Tests.Providers.Http;
using Infora.Communication.TestSupport.Http;

namespace Infora.Communication.Tests.Email.Providers.SendGrid;

public sealed class SendGridSendTests : IDisposable
{
    private readonly SendGridHost _sendGrid = new();

    public void Dispose() => _sendGrid.Dispose();

    [Fact]
    public async Task SendAsync_SendsTheWholeRequest()
    {
        _sendGrid.Server.Answer(202, "", ("X-Message-Id", "fakeIdAbc-123_xyz"));

        var result = await _sendGrid.SendAsync(SendGridHost.Mail with
        {
            Cc = ["cc@example.net", "Bob <bob@example.org>"],
            Bcc = ["audit@example.com"],
            ReplyTo = new EmailAddress("help@example.com", "Help"),
            HtmlBody = "<p>Amount due: <b>500</b> – «ü»</p><img src=\"cid:logo\">",
            Headers = new Dictionary<string, string> { ["List-Unsubscribe"] = "<https://example.com/u/tok>", ["X-Kind"] = "invoice" },
            Attachments =
            [
                new EmailAttachment("invoice.pdf", "%PDF-1"u8.ToArray()),
                new EmailAttachment("logo.png", new byte[] { 0xFF, 0xFE, 0x00 }, "image/png", "logo"),
            ],
            Tags = ["invoice", "kenya", "invoice"],
        });

        result.Status.Should().Be(SendStatus.Sent);
        result.MessageId.Should().Be("fakeIdAbc-123_xyz");
        var request = _sendGrid.Server.Request;
        request.Method.Should().Be("POST");
        request.Path.Should().Be("/v3/mail/send");
        request.Url.Should().NotContain("?");
        request.Headers!.Keys.Should().BeEquivalentTo("Host", "Authorization", "Accept", "User-Agent", "Content-Type", "Content-Length");
        request.Headers["Authorization"].Should().Equal($"Bearer {SendGridHost.ApiKey}");
        request.Headers["Content-Type"].Should().Equal("application/json");
        Body().Should().Be(Normal("""
            {"personalizations":[{
               "to":[{"email":"ann@example.net","name":"Ann"}],
               "cc":[{"email":"cc@example.net"},{"email":"bob@example.org","name":"Bob"}],
               "bcc":[{"email":"audit@example.com"}]}],
             "from":{"email":"billing@example.com","name":"Example ISP"},
             "reply_to":{"email":"help@example.com","name":"Help"},
             "subject":"Your invoice",
             "content":[
               {"type":"text/plain","value":"Amount due: 500"},
               {"type":"text/html","value":"<p>Amount due: <b>500</b> – «ü»</p><img src=\"cid:logo\">"}],
             "attachments":[
               {"filename":"invoice.pdf","type":"application/pdf","disposition":"attachment","content":"JVBERi0x"},
               {"filename":"logo.png","type":"image/png","disposition":"inline","content_id":"logo","content":"//4A"}],
             "headers":{"List-Unsubscribe":"<https://example.com/u/tok>","X-Kind":"invoice"},
             "categories":["invoice","kenya"],
             "custom_args":{"comm_id":"0198a0c0-0000-7000-8000-000000000001"}}
            """));
    }

    [Fact]
    public async Task SendAsync_LeavesOutWhatThereIsNot()
    {
        _sendGrid.Server.Answer(202, "");

        var result = await _sendGrid.SendAsync(SendGridHost.Mail with { To = "ann@example.net", HtmlBody = "" });

        result.Status.Should().Be(SendStatus.Sent, "the status says it, with or without an id");
        result.MessageId.Should().BeNull();
        Body().Should().Be(Normal("""
            {"personalizations":[{"to":[{"email":"ann@example.net"}]}],
             "from":{"email":"billing@example.com","name":"Example ISP"},
             "subject":"Your invoice",
             "content":[{"type":"text/plain","value":"Amount due: 500"}],
             "custom_args":{"comm_id":"0198a0c0-0000-7000-8000-000000000001"}}
            """));
    }

    [Fact]
    public async Task SendAsync_NamesEachAddressOnce()
    {
        _sendGrid.Server.Answer(202, "");

        await _sendGrid.SendAsync(SendGridHost.Mail with { Cc = ["ANN@example.net", "bob@example.org"], Bcc = ["bob@example.org", "Ann <ann@example.net>"] });

        var recipients = JsonNode.Parse(Body())!["personalizations"]![0]!.AsObject();
        recipients.Select(field => field.Key).Should().Equal("to", "cc");
        recipients["cc"]!.ToJsonString().Should().Be("""[{"email":"bob@example.org"}]""");
    }

    [Fact]
    public async Task SendAsync_WritesNamesAndDomainsAsSendGridTakesThem()
    {
        _sendGrid.Server.Answer(202, "");

        await _sendGrid.SendAsync(SendGridHost.Mail with { From = new EmailAddress("Büro <post@bücher.example>"), To = new EmailAddress("ann@example.net", "Doe, \"Ann\"; Ltd"), Cc = [new EmailAddress("bob@example.net", "Bob \"B.\" Łoś")] });

        var body = JsonNode.Parse(Body())!;
        body["from"]!.ToJsonString().Should().Be(JsonNode.Parse("""{"email":"post@xn--bcher-kva.example","name":"Büro"}""")!.ToJsonString());
        body["personalizations"]![0]!["to"]![0]!["name"]!.GetValue<string>()
            .Should().Be("\"Doe, \\\"Ann\\\"; Ltd\"", "SendGrid divides a name at these signs unless it is quoted");
        body["personalizations"]![0]!["cc"]![0]!["name"]!.GetValue<string>().Should().Be("Bob \"B.\" Łoś");
    }

    [Fact]
    public async Task SendAsync_KeepsTagsWithinSendGridsLimits()
    {
        _sendGrid.Server.Answer(202, "");

        await _sendGrid.SendAsync(SendGridHost.Mail with { Tags = [new string('x', 300), " ", .. Enumerable.Range(0, 20).Select(number => $"t{number}")] });

        var categories = JsonNode.Parse(Body())!["categories"]!.AsArray().Select(node => node!.GetValue<string>()).ToList();
        categories.Should().HaveCount(10).And.NotContain(" ");
        categories[0].Should().HaveLength(255);
    }

    [Fact]
    public async Task SendAsync_WritesSubjectsOfAnyAlphabetAsTheyAre_AndHeadersInAscii()
    {
        const string Text = "Malipo – оплата 支払い 💶 + 100%";
        var longText = string.Join(' ', Enumerable.Repeat("оплата", 100));
        _sendGrid.Server.Answer(202, "");

        await _sendGrid.SendAsync(SendGridHost.Mail with
        {
            Subject = Text,
            TextBody = Text,
            Headers = new Dictionary<string, string> { ["X-Note"] = Text, ["X-Long"] = longText, ["X-Plain"] = "a + b" },
        });

        var body = JsonNode.Parse(Body())!;
        body["subject"]!.GetValue<string>().Should().Be(Text);
        body["content"]![0]!["value"]!.GetValue<string>().Should().Be(Text);
        var headers = body["headers"]!;
        headers["X-Plain"]!.GetValue<string>().Should().Be("a + b");
        foreach (var (name, text) in new[] { ("X-Note", Text), ("X-Long", longText) })
        {
            var written = headers[name]!.GetValue<string>();
            written.Should().MatchRegex("^[ -~]+$", "a header has ASCII only, on one line");
            MimeKit.Utils.Rfc2047.DecodeText(System.Text.Encoding.ASCII.GetBytes(written)).Should().Be(text);
        }
    }

    [Fact]
    public async Task SendAsync_IsUnavailable_WhenTheSenderIsNotAscii()
    {
        var result = await _sendGrid.SendAsync(SendGridHost.Mail with { From = new EmailAddress("büro@example.com") });

        result.Should().BeEquivalentTo(new { Status = SendStatus.Unavailable, Error = new { Code = ErrorCode.InvalidSender, Permanent = false } });
        result.Error!.Hint.Should().Contain("sender_email");
        _sendGrid.Server.Requests.Should().BeEmpty();
    }

    public static TheoryData<OutgoingEmail, string> NotForSendGrid => new()
    {
        { SendGridHost.Mail with { Headers = new Dictionary<string, string> { ["X-SG-EID"] = "1" } }, "X-SG-EID" },
        { SendGridHost.Mail with { Attachments = [new EmailAttachment(" ", new byte[] { 1 })] }, "file name" },
    };

    [Theory]
    [MemberData(nameof(NotForSendGrid))]
    public async Task SendAsync_RefusesTheMail_WhenSendGridWould(OutgoingEmail mail, string named)
    {
        var result = await _sendGrid.SendAsync(mail);

        result.Should().BeEquivalentTo(new { Status = SendStatus.Rejected, Error = new { Code = ErrorCode.InvalidContent, Permanent = true } });
        result.Error!.Message.Should().Contain(named);
        _sendGrid.Server.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("https://api.sendgrid.com", null)]
    [InlineData("https://api.eu.sendgrid.com", "https://api.eu.sendgrid.com/")]
    [InlineData("https://proxy.example/sg", "https://proxy.example/sg")]
    public void Api_IsAtTheBaseUrl(string root, string? baseUrl)
    {
        var api = new SendGridApi(new SendGridOptions { ApiKey = "k", BaseUrl = baseUrl is null ? null : new Uri(baseUrl) });

        using var request = api.SendMail(SendGridHost.Mail);

        request.RequestUri!.AbsoluteUri.Should().Be($"{root}/v3/mail/send");
    }

    [Fact]
    public async Task SendAsync_RefusesTheMail_WhenAHeaderWouldForgeAnother()
    {
        var result = await _sendGrid.SendAsync(SendGridHost.Mail with { Subject = "Hi\r\nBcc: all@example.com" });

        result.Status.Should().Be(SendStatus.Rejected);
        _sendGrid.Server.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "<html>Sign in to the network</html>")]
    [InlineData(204, "")]
    public async Task SendAsync_IsUncertain_WhenTheAnswerOfSuccessIsNotSendGrids(int status, string body)
    {
        _sendGrid.Server.Answer(status, body);

        (await _sendGrid.SendAsync()).Status.Should().Be(SendStatus.Uncertain);
    }

    [Fact]
    public async Task SendAsync_IsUncertain_WhenTheConnectionIsClosedWithoutAnswer()
    {
        await using var broken = ScriptedHttpServer.Start(HttpAnswer.Close());

        var result = await _sendGrid.SendAsync(configure: options => options.BaseUrl = broken.BaseAddress);

        result.Status.Should().Be(SendStatus.Uncertain);
        broken.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task SendAsync_IsUnavailable_WhenTheConnectionIsRefused() =>
        (await _sendGrid.SendAsync(configure: options => options.BaseUrl = ProviderHttpHost.Refusing())).Status.Should().Be(SendStatus.Unavailable);

    private static string Normal(string json) => JsonNode.Parse(json)!.ToJsonString();

    private string Body() => Normal(_sendGrid.Server.Request.Body!);
}
