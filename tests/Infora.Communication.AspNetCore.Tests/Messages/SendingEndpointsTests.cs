using System.Net;
using System.Text.Json.Nodes;
using Infora.Communication.AspNetCore.Tests.Hosting;

namespace Infora.Communication.AspNetCore.Tests.Messages;

public sealed class SendingEndpointsTests : IAsyncLifetime
{
    private ApiHost _host = null!;

    private HttpClient Client => _host.Client;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task PostEmail_AnswersAcceptedWithTheStoredMessage()
    {
        using var response = await Client.PostApiAsync("/emails", Samples.Email);
        var message = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        response.StatusCode.Should().Be(HttpStatusCode.Accepted);
        response.Headers.Location!.ToString().Should().Be($"/api/communication/messages/{message["id"]}");
        message.AsObject().Select(field => field.Key).Should().Contain(
            ["id", "channel", "status", "recipient", "subject", "template_id", "campaign_id", "provider_id", "provider_message_id", "segments", "cost",
             "attempt_count", "next_attempt_at", "waiting_for", "error", "queued_at", "sent_at", "delivered_at", "opened_at", "clicked_at"]);
        ((string)message["status"]!).Should().Be("queued");
        ((string)message["recipient"]!).Should().Be("ann@example.com", "a display name is no part of it");
        message["cost"].Should().BeNull();
        var stored = await Client.GetApiAsync($"/messages/{message["id"]}").ReadAsync();
        stored["id"]!.ToString().Should().Be(message["id"]!.ToString());
    }

    [Fact]
    public async Task PostEmail_TakesEveryField()
    {
        var template = await Client.AddAsync("/email-templates", Samples.EmailTemplate);
        var provider = await Client.AddAsync("/email-providers", Samples.EmailProvider);

        var message = await Client.PostApiAsync(
            "/emails",
            $$$"""
            {"recipient_email":"ann@example.com","template_id":{{{template}}},"variables":{"customer_name":"Ann"},"cc":["bob@example.com"],
             "bcc":[],"reply_to":"Help <help@example.com>","headers":{"X-Order":"7"},
             "attachments":[{"filename":"a.txt","content_type":"text/plain","content":"aGVsbG8=","content_id":"a1"}],
             "provider_id":{{{provider}}},"allow_fallback":true,"send_at":"2100-01-31T12:00:00+03:00","expires_at":"2100-02-01T00:00:00Z",
             "category":"promotional","priority":"high","tags":["invoice"],"metadata":{"order":"7"}}
            """).ReadAsync(HttpStatusCode.Accepted);

        ((string)message["subject"]!).Should().Be("Hello Ann");
        ((int)message["template_id"]!).Should().Be(template);
        ((string)message["waiting_for"]!).Should().Be("schedule");
        ((string)message["next_attempt_at"]!).Should().Be("2100-01-31T09:00:00Z");
        ((string)message["expires_at"]!).Should().Be("2100-02-01T00:00:00Z");
        ((string)message["category"]!).Should().Be("promotional");
        ((string)message["priority"]!).Should().Be("high");
        message["tags"]!.ToJsonString().Should().Be("""["invoice"]""");
        message["metadata"]!.ToJsonString().Should().Be("""{"order":"7"}""");
    }

    [Fact]
    public async Task PostEmail_TakesNullForWhatMayBeAbsent()
    {
        await Client.PostApiAsync(
            "/emails",
            """
            {"recipient_email":"ann@example.com","subject":"Hello","text_body":"Hi","html_body":null,"template_id":null,"variables":null,"cc":null,"bcc":null,
             "reply_to":null,"headers":null,"attachments":null,"provider_id":null,"allow_fallback":null,"send_at":null,"expires_at":null,
             "category":null,"priority":null,"tags":null,"metadata":null}
            """).ReadAsync(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task PostEmail_TakesTenMebibytesOfAttachments_AndNoMore()
    {
        await Client.PostApiAsync("/emails", WithAttachment(10 * 1024 * 1024)).ReadAsync(HttpStatusCode.Accepted);

        (await Client.PostApiAsync("/emails", WithAttachment((10 * 1024 * 1024) + 1)).ReadErrorsAsync()).Keys.Should().Equal("attachments");

        static string WithAttachment(int bytes) =>
            $$"""{"recipient_email":"ann@example.com","subject":"Hello","text_body":"Hi","attachments":[{"filename":"a.bin","content":"{{Convert.ToBase64String(new byte[bytes])}}"}]}""";
    }

    [Fact]
    public async Task PostSms_CountsSegments()
    {
        var message = await Client.PostApiAsync("/sms", Samples.Sms).ReadAsync(HttpStatusCode.Accepted);

        ((string)message["channel"]!).Should().Be("sms");
        ((string)message["recipient"]!).Should().Be("+254712345678", "the host's default region is Kenya");
    }

    [Theory]
    [InlineData("""{"recipient_email":"nobody","subject":"Hi","text_body":"x"}""", "recipient_email")]
    [InlineData("""{"recipient_email":"ann@example.com","text_body":"x"}""", "subject")]
    [InlineData("""{"recipient_email":"ann@example.com","subject":"Hi"}""", "html_body")]
    [InlineData("""{"recipient_email":"ann@example.com","subject":"Hi\r\nBcc: x@example.com","text_body":"x"}""", "subject")]
    [InlineData("""{"recipient_email":"ann@example.com","subject":"Hi","text_body":"x","template_id":1}""", "template_id")]
    [InlineData("""{"recipient_email":"ann@example.com","template_id":999999}""", "template_id")]
    [InlineData("""{"recipient_email":"ann@example.com","subject":"Hi","text_body":"x","provider_id":999999}""", "provider_id")]
    [InlineData("""{"recipient_email":"ann@example.com","subject":"Hi","text_body":"x","cc":["nobody"]}""", "cc[0]")]
    [InlineData("""{"recipient_email":"ann@example.com","subject":"Hi","text_body":"x","cc":["bob@example.com",null]}""", "cc[1]")]
    [InlineData("""{"recipient_email":"ann@example.com","subject":"Hi","text_body":"x","headers":{"Subject":"y"}}""", "headers.Subject")]
    [InlineData("""{"recipient_email":"ann@example.com","subject":"Hi","text_body":"x","headers":{"X-A":1}}""", "headers.X-A")]
    [InlineData("""{"recipient_email":"ann@example.com","subject":"Hi","text_body":"x","attachments":[{"filename":"a","content":"not base64"}]}""", "attachments[0].content")]
    [InlineData("""{"recipient_email":"ann@example.com","subject":"Hi","text_body":"x","attachments":[{"content":""}]}""", "attachments[0].filename")]
    [InlineData("""{"recipient_email":"ann@example.com","subject":"Hi","text_body":"x","attachments":[{"filename":"a","content":"","size":1}]}""", "attachments[0].size")]
    [InlineData("""{"recipient_email":"ann@example.com","subject":"Hi","text_body":"x","metadata":{"k":7}}""", "metadata.k")]
    [InlineData("""{"recipient_email":"ann@example.com","subject":"Hi","text_body":"x","tags":["a",5]}""", "tags[1]")]
    [InlineData("""{"recipient_email":"ann@example.com","subject":"Hi","text_body":"x","priority":"urgent"}""", "priority")]
    [InlineData("""{"recipient_email":"ann@example.com","subject":"Hi","text_body":"x","send_at":"2100-01-31T12:00:00"}""", "send_at")]
    [InlineData("""{"recipient_email":"ann@example.com","subject":"Hi","text_body":"x","expires_at":"2001-01-31T12:00:00Z"}""", "expires_at")]
    [InlineData("""{"recipient_email":"ann@example.com","subject":"Hi","text_body":"x","provider_id":99999999999}""", "provider_id")]
    [InlineData("""{"recipient_email":"ann@example.com","subject":"\u0000","text_body":"x"}""", "subject")]
    [InlineData("""{"recipient_email":"ann@example.com","subject":"\ud800","text_body":"x"}""", "subject")]
    [InlineData("""{"recipient_email":"ann@example.com","template_id":1,"variables":{"a":{"b":["\udc00"]}}}""", "variables.a.b[0]")]
    public async Task PostEmail_NamesTheField_WhenItIsWrong(string body, string field)
    {
        var errors = await Client.PostApiAsync("/emails", body).ReadErrorsAsync();

        errors.Keys.Should().Equal(field);
        (await Client.GetApiAsync("/messages").ReadAsync()).AsArray().Should().BeEmpty("nothing is stored");
    }

    [Theory]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"recipient_email":"ann@example.com","variables":{"\ud800":1,"a":2}}""")]
    public async Task PostEmail_IsRefused_WhenANameCannotBeRead(string body)
    {
        var problem = await Client.PostApiAsync("/emails", body).ReadProblemAsync(HttpStatusCode.BadRequest);

        ((string)problem["detail"]!).Should().Contain("surrogate");
    }

    [Fact]
    public async Task PostEmail_IsRefused_WhenANameHoldsTheNullCharacter()
    {
        var errors = await Client.PostApiAsync("/emails", """{"recipient_email":"ann@example.com","variables":{"a\u0000":1}}""").ReadErrorsAsync();

        errors.Keys.Should().Equal("variables");
    }

    [Fact]
    public async Task Post_NamesEachMissingVariable()
    {
        var template = await Client.AddAsync("/sms-templates", Samples.SmsTemplate);

        var errors = await Client.PostApiAsync("/sms", $$"""{"recipient_phone":"0712345678","template_id":{{template}}}""").ReadErrorsAsync();

        errors.Keys.Should().BeEquivalentTo("variables.customer_name", "variables.amount");
    }

    [Theory]
    [InlineData("/emails", Samples.Email)]
    [InlineData("/sms", Samples.Sms)]
    public async Task Post_AnswersTheFirstMessage_WhenTheKeyIsRepeated(string path, string body)
    {
        var key = ("Idempotency-Key", "order-7");
        using var first = await Client.PostApiAsync(path, body, key);
        using var second = await Client.PostApiAsync(path, body, key);
        var id = JsonNode.Parse(await first.Content.ReadAsStringAsync())!["id"]!.ToString();

        first.Headers.Contains("Idempotent-Replayed").Should().BeFalse();
        second.StatusCode.Should().Be(HttpStatusCode.Accepted);
        second.Headers.GetValues("Idempotent-Replayed").Should().Equal("true");
        JsonNode.Parse(await second.Content.ReadAsStringAsync())!["id"]!.ToString().Should().Be(id);
        second.Headers.Location.Should().Be(first.Headers.Location);
    }

    [Fact]
    public async Task Post_AnswersConflict_WhenTheKeyBelongsToAnotherBody()
    {
        var key = ("Idempotency-Key", "order-7");
        using var first = await Client.PostApiAsync("/sms", Samples.Sms, key);

        await Client.PostApiAsync("/sms", """{"recipient_phone":"0712345678","body":"Bye"}""", key).ReadProblemAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Post_StoresOneMessage_WhenTheSameKeyComesManyTimesAtOnce()
    {
        var sending = Enumerable.Range(0, 20).Select(_ => Client.PostApiAsync("/sms", Samples.Sms, ("Idempotency-Key", "k")).ReadAsync(HttpStatusCode.Accepted));

        var ids = (await Task.WhenAll(sending)).Select(message => message["id"]!.ToString());

        ids.Distinct().Should().ContainSingle();
        (await Client.GetApiAsync("/messages").ReadAsync()).AsArray().Should().ContainSingle();
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("kö")]
    [InlineData("256")]
    public async Task Post_RefusesTheKey_WhenItIsNoVisibleAscii(string key)
    {
        var value = key is "256" ? new string('k', 256) : key;

        var errors = await Client.PostApiAsync("/sms", Samples.Sms, ("Idempotency-Key", value)).ReadErrorsAsync();

        errors.Keys.Should().Equal("Idempotency-Key");
    }
}
