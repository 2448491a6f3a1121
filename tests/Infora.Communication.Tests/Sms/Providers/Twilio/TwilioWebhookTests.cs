using System.Security.Cryptography;
using System.Text;
using Infora.Communication.Reports;
using Infora.Communication.Sms.Providers.Twilio;
using Infora.Communication.Tests.Providers.Http;
using Infora.Communication.Tests.Reports;

namespace Infora.Communication.Tests.Sms.Providers.Twilio;

public sealed class TwilioWebhookTests : IDisposable
{
    private const string Sid = "SM0123456789abcdef0123456789abcdef";
    private const string Url = "https://bill.example.co.ke/api/communication/webhooks/sms/7/k7Qd?message=0198a0c0-0000-7000-8000-000000000001";
    private const string Token = "a1b2c3d4e5f60718293a4b5c6d7e8f90";
    private const string OldToken = "0f0e0d0c0b0a09080706050403020100";

    private readonly ProviderHttpHost _http = new();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("accepted", ReportKind.Queued)]
    [InlineData("scheduled", ReportKind.Queued)]
    [InlineData("queued", ReportKind.Queued)]
    [InlineData("sending", ReportKind.Queued)]
    [InlineData("sent", ReportKind.Sent)]
    [InlineData("delivered", ReportKind.Delivered)]
    [InlineData("read", ReportKind.Delivered)]
    [InlineData("Delivered", ReportKind.Delivered)]
    [InlineData("snoozed", ReportKind.Unknown)]
    public async Task ReadAsync_GivesTheKindOfEachStatus(string status, ReportKind kind)
    {
        var report = await Provider().ReportAsync(Status(status));

        report.Should().Be(new DeliveryReport(kind, Calls.Now)
        {
            ProviderMessageId = Sid,
            Recipient = "+254712345678",
            ProviderEvent = status.ToLowerInvariant(),
            ProviderEventId = $"{Sid}/{status.ToLowerInvariant()}",
        });
    }

    [Theory]
    [InlineData("undelivered", "30003", ErrorCode.InvalidRecipient, false)]
    [InlineData("undelivered", "30005", ErrorCode.InvalidRecipient, true)]
    [InlineData("undelivered", "30007", ErrorCode.Blocked, true)]
    [InlineData("undelivered", "30036", ErrorCode.Expired, false)]
    [InlineData("failed", "30008", ErrorCode.Unavailable, false)]
    [InlineData("failed", "30002", ErrorCode.InsufficientBalance, false)]
    [InlineData("failed", "30018", ErrorCode.InvalidSender, false)]
    [InlineData("failed", "39999", ErrorCode.Unknown, false)]
    [InlineData("failed", null, ErrorCode.Unknown, false)]
    [InlineData("failed", "0", ErrorCode.Unknown, false)]
    [InlineData("canceled", null, ErrorCode.Unknown, false)]
    [InlineData("partially_delivered", null, ErrorCode.Unknown, false)]
    public async Task ReadAsync_SaysWhyAMessageFailed(string status, string? twilios, ErrorCode code, bool permanent)
    {
        var report = await Provider().ReportAsync(Status(status, twilios));

        report.Kind.Should().Be(ReportKind.Failed);
        report.ProviderEvent.Should().Be(status);
        report.Refusal.Should().BeNull();
        report.Error.Should().NotBeNull();
        report.Error!.Code.Should().Be(code);
        report.Error.Permanent.Should().Be(permanent);
        report.Error.ProviderCode.Should().Be(twilios is "0" ? null : twilios);
        report.Error.Message.Should().StartWith("Twilio reports");
    }

    [Fact]
    public async Task ReadAsync_NamesARefusal_WhenTheRecipientRepliedStopEarlier()
    {
        var report = await Provider().ReportAsync(Status("failed", "21610"));

        report.Error!.Code.Should().Be(ErrorCode.OptedOut);
        report.Error.Permanent.Should().BeTrue();
        report.Refusal.Should().Be(RecipientRefusal.Unsubscribed);
    }

    [Fact]
    public async Task ReadAsync_ReadsAnAnswer()
    {
        var report = await Provider().ReportAsync(Incoming("Paid on Friday.\nAsante 🙏"));

        report.Should().Be(new DeliveryReport(ReportKind.Replied, Calls.Now)
        {
            Recipient = "+254712345678",
            ProviderEvent = "received",
            ProviderEventId = Sid,
            Reply = "Paid on Friday.\nAsante 🙏",
        });
    }

    [Theory]
    [InlineData("ACHA", "STOP", ReportKind.Unsubscribed)]
    [InlineData("RUDI", "START", ReportKind.Resubscribed)]
    [InlineData("STOP", "STOP", ReportKind.Replied)]
    [InlineData("start", "START", ReportKind.Replied)]
    [InlineData("HELP", "HELP", ReportKind.Replied)]
    public async Task ReadAsync_TakesTheServicesOwnWordForStop_WhereTheReplyIsNoneOfTheUsual(string text, string declared, ReportKind kind)
    {
        var report = await Provider().ReportAsync(Incoming(text, ("OptOutType", declared)));

        report.Kind.Should().Be(kind);
        report.Reply.Should().Be(text);
        report.ProviderEvent.Should().Be(declared);
        report.Recipient.Should().Be("+254712345678");
        report.ProviderMessageId.Should().BeNull("the id is that of the answer");
    }

    [Fact]
    public async Task ReadAsync_ReadsAnAnswerInTheQuery_AndOneWithoutText()
    {
        var picture = Incoming("");
        var query = Sign(Calls.Get($"{Url}&{Calls.Encode(Calls.Fields(("SmsSid", Sid), ("From", "+254712345678"), ("Body", "Hi '26")))}"));

        (await Provider().ReportAsync(picture)).Reply.Should().BeEmpty();
        (await Provider().ReportAsync(query)).Reply.Should().Be("Hi '26");
    }

    [Fact]
    public async Task ReadAsync_ReadsJson_CallbacksAndEventsOfAStream()
    {
        var callback = await Provider().ReportAsync(Json("""{"sid":"SM1","status":"failed","error_code":30007,"to":"+254712345678","x":{"y":[1]}}"""));
        var events = await Provider().ReadAsync(
            Json("""
                [{"specversion":"1.0","type":"com.twilio.messaging.message.delivered","id":"EZ1","data":{"messageSid":"SM2","messageStatus":"DELIVERED","timestamp":"2026-11-22T10:29:58.000Z","to":"+254712345678"}},
                 {"type":"com.twilio.messaging.inbound-message.received","data":{"messageSid":"SM3","body":"stop","from":"+254712345678","timestamp":"2026-11-22T10:30:00Z"}}]
                """),
            CancellationToken.None);

        callback.Should().BeEquivalentTo(new { Kind = ReportKind.Failed, ProviderMessageId = "SM1", Error = new { Code = ErrorCode.Blocked, ProviderCode = "30007" } });
        events.Reports.Should().BeEquivalentTo(
            new object[]
            {
                new { Kind = ReportKind.Delivered, ProviderMessageId = "SM2", OccurredAt = new DateTimeOffset(2026, 11, 22, 10, 29, 58, TimeSpan.Zero), Recipient = "+254712345678" },
                new { Kind = ReportKind.Replied, ProviderMessageId = (string?)null, Reply = "stop", Recipient = "+254712345678" },
            },
            order => order.WithStrictOrdering());
    }

    [Fact]
    public async Task ReadAsync_ReadsTheSame_WhenItIsReplayed()
    {
        var late = Status("undelivered", "30005") with { ReceivedAt = Calls.Now + TimeSpan.FromHours(3) };

        var first = await Provider().ReportAsync(Status("undelivered", "30005"));
        var again = await Provider().ReportAsync(late);

        again.Should().Be(first with { OccurredAt = late.ReceivedAt });
        again.ProviderEventId.Should().NotBeNull();
        (await Provider().ReportAsync(Status("delivered"))).ProviderEventId.Should().NotBe(first.ProviderEventId);
    }

    [Fact]
    public async Task ReadAsync_RefusesWhatIsNotSigned()
    {
        var genuine = Status("delivered");
        var header = genuine.Header("X-Twilio-Signature")!;
        WebhookRequest Signed(string? signature) =>
            signature is null ? genuine.Without("X-Twilio-Signature") : genuine.Without("X-Twilio-Signature").With("X-Twilio-Signature", signature);

        (await Provider().OutcomeAsync(Signed(null))).Should().Be(WebhookOutcome.Refused);
        (await Provider().OutcomeAsync(Signed(""))).Should().Be(WebhookOutcome.Refused);
        (await Provider().OutcomeAsync(Signed("not base64"))).Should().Be(WebhookOutcome.Refused);
        (await Provider().OutcomeAsync(Signed(header[..24]))).Should().Be(WebhookOutcome.Refused);
        (await Provider().OutcomeAsync(Signed(Convert.ToBase64String(new byte[64])))).Should().Be(WebhookOutcome.Refused);
        (await Provider().OutcomeAsync(genuine.With("x-twilio-signature", header))).Should().Be(WebhookOutcome.Refused);
        (await Provider().OutcomeAsync(Sign(genuine, "another"))).Should().Be(WebhookOutcome.Refused);
        (await Provider().OutcomeAsync(genuine with { Url = Url.Replace("k7Qd", "k7Qe", StringComparison.Ordinal) })).Should().Be(WebhookOutcome.Refused);
        (await Provider().OutcomeAsync(genuine with { Url = Url[..^1] + "2" })).Should().Be(WebhookOutcome.Refused);
        (await Provider().OutcomeAsync(genuine)).Should().Be(WebhookOutcome.Accepted);
    }

    [Fact]
    public async Task ReadAsync_RefusesARequest_WithAnyByteOfItChanged()
    {
        foreach (var changed in Status("delivered").WithOneByteChanged())
        {
            (await Provider().OutcomeAsync(changed)).Should().Be(WebhookOutcome.Refused);
        }

        foreach (var changed in Json("""{"sid":"SM1","status":"delivered"}""").WithOneByteChanged())
        {
            (await Provider().OutcomeAsync(changed)).Should().Be(WebhookOutcome.Refused);
        }
    }

    [Fact]
    public async Task ReadAsync_RefusesJson_ThatItsAddressDoesNotVouchFor()
    {
        var json = Json("""{"sid":"SM1","status":"delivered"}""");
        var twice = json with { Url = $"{json.Url}&{json.Query[json.Query.IndexOf("bodySHA256", StringComparison.Ordinal)..]}" };

        (await Provider().OutcomeAsync(Sign(Calls.PostJson(Url, """{"sid":"SM1","status":"delivered"}""")))).Should().Be(WebhookOutcome.Refused);
        (await Provider().OutcomeAsync(Sign(Calls.PostJson($"{Url}&bodySHA256=", "{}")))).Should().Be(WebhookOutcome.Refused);
        (await Provider().OutcomeAsync(Sign(Calls.PostJson($"{Url}&bodySHA256={new string('g', 64)}", "{}")))).Should().Be(WebhookOutcome.Refused);
        (await Provider().OutcomeAsync(Sign(twice))).Should().Be(WebhookOutcome.Refused);
        (await Provider().OutcomeAsync(json)).Should().Be(WebhookOutcome.Accepted);
    }

    [Theory]
    [InlineData("https://bill.example.co.ke/h?a=1", "https://bill.example.co.ke:443/h?a=1")]
    [InlineData("https://bill.example.co.ke:8443/h", "https://bill.example.co.ke/h")]
    [InlineData("https://bill.example.co.ke:8443/h", "https://bill.example.co.ke:8443/h")]
    [InlineData("http://bill.example.co.ke/h", "http://bill.example.co.ke:80/h")]
    [InlineData("https://me:pass@Bill.example.co.ke/h", "https://Bill.example.co.ke/h")]
    [InlineData("https://[2001:db8::1]:8443/h", "https://[2001:db8::1]/h")]
    [InlineData("https://[2001:db8::1]/h", "https://[2001:db8::1]:443/h")]
    [InlineData("https://bill.example.co.ke?a=1", "https://bill.example.co.ke:443?a=1")]
    [InlineData("https://bill.example.co.ke/h?a=it's", "https://bill.example.co.ke/h?a=it%27s")]
    [InlineData("https://bill.example.co.ke/h?a=it%27s", "https://bill.example.co.ke/h?a=it's")]
    [InlineData("https://bill.example.co.ke/h?a=1#top", "https://bill.example.co.ke/h?a=1")]
    public async Task ReadAsync_KnowsTheFormsInWhichTwilioSignsAnAddress(string called, string signed)
    {
        var request = Status("delivered") with { Url = called };

        var header = Sign(request with { Url = signed }).Header("X-Twilio-Signature")!;

        (await Provider().OutcomeAsync(request.Without("X-Twilio-Signature").With("X-Twilio-Signature", header))).Should().Be(WebhookOutcome.Accepted);
    }

    [Theory]
    [InlineData("https://bill.example.co.ke/h?a=1&b=2", "https://bill.example.co.ke/h?b=2&a=1")]
    [InlineData("https://bill.example.co.ke/h", "http://bill.example.co.ke/h")]
    [InlineData("https://bill.example.co.ke/h", "https://bill.example.co.ke:8443/h")]
    public async Task ReadAsync_RefusesAnotherAddress(string called, string signed)
    {
        var request = Status("delivered") with { Url = called };

        var header = Sign(request with { Url = signed }).Header("X-Twilio-Signature")!;

        (await Provider().OutcomeAsync(request.Without("X-Twilio-Signature").With("X-Twilio-Signature", header))).Should().Be(WebhookOutcome.Refused);
    }

    [Fact]
    public async Task ReadAsync_TakesEitherToken_WhileTheyAreChanged()
    {
        var provider = Provider(options => options.AuthToken = $"{Token}, {OldToken}");

        (await provider.OutcomeAsync(Sign(Status("delivered"), Token))).Should().Be(WebhookOutcome.Accepted);
        (await provider.OutcomeAsync(Sign(Status("delivered"), OldToken))).Should().Be(WebhookOutcome.Accepted);
        (await provider.OutcomeAsync(Sign(Status("delivered"), $"{Token}, {OldToken}"))).Should().Be(WebhookOutcome.Refused);
        (await Provider().OutcomeAsync(Sign(Status("delivered"), OldToken))).Should().Be(WebhookOutcome.Refused);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MessageStatus=delivered")]
    [InlineData("MessageSid=SM1")]
    [InlineData("MessageSid=SM1&MessageStatus=+")]
    [InlineData("%ff%00=%")]
    public async Task ReadAsync_DoesNotUnderstandAFormWithoutAMessageAndItsStatus(string body) =>
        (await Provider().OutcomeAsync(Sign(Calls.Post(Url, body)))).Should().Be(WebhookOutcome.Unreadable);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("{\"sid\":")]
    [InlineData("{\"sid\":{}}")]
    [InlineData("""{"s\ud800id":"SM1","sid":"\ud800","status":"sent"}""")]
    public async Task ReadAsync_DoesNotUnderstandJsonWithoutAMessageAndItsStatus(string body) =>
        (await Provider().OutcomeAsync(Json(body))).Should().Be(WebhookOutcome.Unreadable);

    [VectorFact]
    public async Task ReadAsync_AcceptsWhatTwiliosOwnLibrarySigned()
    {
        var vectors = Vectors.Read("sms-signatures.json");
        var form = vectors.GetProperty("twilioForm");
        var json = vectors.GetProperty("twilioJson");
        var other = vectors.GetProperty("twilio8443");
        var provider = Provider(options => options.AuthToken = form.Text("authToken"));
        WebhookRequest Form(string url, System.Text.Json.JsonElement from, string signature) =>
            Calls.PostForm(url, from.GetProperty("params").Fields(), ("X-Twilio-Signature", signature));

        (await provider.ReportAsync(Form(form.Text("url"), form, form.Text("signature")))).Error!.ProviderCode.Should().Be("30003");
        (await provider.OutcomeAsync(Form(form.Text("url"), form, vectors.GetProperty("twilioFormPort443").Text("signature")))).Should().Be(WebhookOutcome.Accepted);
        (await provider.OutcomeAsync(Form(other.Text("localUrl"), other, other.Text("signature")))).Should().Be(WebhookOutcome.Unreadable, "it is genuine");
        (await provider.OutcomeAsync(Form("https://x.example/h", vectors.GetProperty("twilioDup"), vectors.GetProperty("twilioDup").Text("signature"))))
            .Should().Be(WebhookOutcome.Unreadable, "it is genuine");
        (await provider.ReportAsync(Calls.PostJson(json.Text("url"), json.Text("body"), ("X-Twilio-Signature", json.Text("signature")))))
            .Kind.Should().Be(ReportKind.Delivered);
    }

    [Fact]
    public void ReadAsync_NeverThrows() => Mutations.Check(
        Provider(),
        [Status("delivered"), Status("failed", "21610"), Incoming("STOP"), Json("""[{"data":{"messageSid":"SM2","messageStatus":"sent","timestamp":"2026-11-22T10:29:58.000Z"}}]""")],
        request => Sign(request));

    private IReportingProvider Provider(Action<TwilioOptions>? configure = null)
    {
        var options = new TwilioOptions { AccountSid = TwilioHost.AccountSid, AuthToken = Token, SenderId = "+14155550123" };
        configure?.Invoke(options);
        return new TwilioProvider(options, _http.Client);
    }

    private static WebhookRequest Status(string status, string? errorCode = null)
    {
        var fields = Calls.Fields(
            ("SmsSid", Sid), ("SmsStatus", status), ("MessageStatus", status), ("To", "+254712345678"), ("MessageSid", Sid),
            ("AccountSid", TwilioHost.AccountSid), ("From", "+14155550123"), ("ApiVersion", "2010-04-01"), ("RawDlrDoneDate", "2611221030"));
        if (errorCode is not null)
        {
            fields["ErrorCode"] = errorCode;
        }

        return Sign(Calls.PostForm(Url, fields));
    }

    private static WebhookRequest Incoming(string text, params (string Name, string Value)[] more) => Sign(Calls.PostForm(Url, Calls.Fields(
    [
        ("MessageSid", Sid), ("SmsMessageSid", Sid), ("SmsSid", Sid), ("SmsStatus", "received"), ("From", "+254712345678"), ("To", "+14155550123"),
        ("Body", text), ("NumMedia", "0"), ("NumSegments", "1"), ("AccountSid", TwilioHost.AccountSid), .. more,
    ])));

    private static WebhookRequest Json(string body) =>
        Sign(Calls.PostJson($"{Url}&bodySHA256={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}", body));

    /// <summary>Signs by the rules, in other words than the library: what is signed of a form is its decoded fields by name.</summary>
    private static WebhookRequest Sign(WebhookRequest request, string token = Token)
    {
        var signed = request.Url;
        if (!request.Body.IsEmpty && !request.Query.Contains("bodySHA256", StringComparison.Ordinal))
        {
            var pairs = request.ReadText().Split('&').Where(pair => pair.Length > 0).Select(pair => pair.Split('=', 2))
                .Select(pair => (Name: System.Web.HttpUtility.UrlDecode(pair[0]), Value: System.Web.HttpUtility.UrlDecode(pair.ElementAtOrDefault(1) ?? "")))
                .Distinct()
                .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal);
            signed += string.Concat(pairs.Select(pair => pair.Name + pair.Value));
        }

#pragma warning disable CA5350 // The vendor's algorithm.
        var signature = Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(signed)));
#pragma warning restore CA5350
        return request.Without("X-Twilio-Signature").With("X-Twilio-Signature", signature);
    }
}
