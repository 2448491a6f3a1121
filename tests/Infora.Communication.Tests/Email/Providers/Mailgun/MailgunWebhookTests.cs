using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Infora.Communication.Email.Providers.Mailgun;
using Infora.Communication.Reports;
using Infora.Communication.Tests.Providers.Http;
using Infora.Communication.Tests.Reports;

namespace Infora.Communication.Tests.Email.Providers.Mailgun;

public sealed class MailgunWebhookTests : IDisposable
{
    private const string Url = "https://bill.example.co.ke/api/communication/webhooks/email/7/k7Qd";
    private const string Id = "0198a0c0-0000-7000-8000-000000000001";
    private const string Key = "fake-signing-key-0123456789abcdef";
    private const string Token = "0123456789abcdef0123456789abcdef0123456789abcdef01";

    private readonly ProviderHttpHost _http = new();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("accepted", ReportKind.Queued)]
    [InlineData("delivered", ReportKind.Delivered)]
    [InlineData("opened", ReportKind.Opened)]
    [InlineData("clicked", ReportKind.Clicked)]
    [InlineData("complained", ReportKind.Complained)]
    [InlineData("unsubscribed", ReportKind.Unsubscribed)]
    [InlineData("stored", ReportKind.Unknown)]
    public async Task ReadAsync_GivesTheKindOfEachEvent(string word, ReportKind kind)
    {
        var report = await Provider().ReportAsync(Event($$""" "event":"{{word}}" """));

        report.Should().Be(new DeliveryReport(kind, Calls.Now.AddMilliseconds(-4877))
        {
            MessageId = Guid.Parse(Id),
            ProviderMessageId = "20260102030405.1.ABCDEF@mg.example.com",
            Recipient = "ann@example.net",
            ProviderEvent = word,
            ProviderEventId = "2026-11-22/FAKEeventId",
        });
    }

    [Theory]
    [InlineData(""" "severity":"permanent","reason":"bounce","delivery-status":{"code":550,"enhanced-code":"5.1.1"} """, ReportKind.BouncedHard, ErrorCode.InvalidRecipient, "5.1.1")]
    [InlineData(""" "severity":"permanent","reason":"bounce","delivery-status":{"code":"550"} """, ReportKind.BouncedHard, ErrorCode.InvalidRecipient, "550")]
    [InlineData(""" "severity":"permanent","reason":"generic","delivery-status":{"code":554} """, ReportKind.BouncedSoft, ErrorCode.Unavailable, "554")]
    [InlineData(""" "severity":"permanent","reason":"generic","delivery-status":{"code":554},"flags":{"is-delayed-bounce":true} """, ReportKind.BouncedHard, ErrorCode.InvalidRecipient, "554")]
    [InlineData(""" "severity":"permanent","reason":"espblock","delivery-status":{"code":550} """, ReportKind.BouncedSoft, ErrorCode.Blocked, "550")]
    [InlineData(""" "severity":"permanent","delivery-status":{"code":452} """, ReportKind.BouncedSoft, ErrorCode.Unavailable, "452")]
    [InlineData(""" "severity":"permanent","delivery-status":{"code":498} """, ReportKind.BouncedSoft, ErrorCode.InvalidRecipient, "498")]
    [InlineData(""" "severity":"permanent","delivery-status":{"code":499} """, ReportKind.BouncedSoft, ErrorCode.Unavailable, "499")]
    [InlineData(""" "severity":"temporary","reason":"old","delivery-status":{"code":498} """, ReportKind.BouncedSoft, ErrorCode.InvalidRecipient, "498")]
    [InlineData(""" "severity":"permanent","delivery-status":{"code":625} """, ReportKind.Failed, ErrorCode.Blocked, "625")]
    public async Task ReadAsync_SaysWhyAMailDidNotArrive(string fields, ReportKind kind, ErrorCode code, string providerCode)
    {
        var report = await Provider().ReportAsync(Event($$""" "event":"failed",{{fields}} """));

        report.Kind.Should().Be(kind);
        report.Error.Should().BeEquivalentTo(new { Code = code, Permanent = kind is not ReportKind.BouncedSoft, ProviderCode = providerCode });
        report.ProviderEvent.Should().StartWith("failed/");
    }

    [Theory]
    [InlineData(""" "delivery-status":{"code":605} """, RecipientRefusal.Bounced, ErrorCode.InvalidRecipient)]
    [InlineData(""" "delivery-status":{"code":606} """, RecipientRefusal.Unsubscribed, ErrorCode.OptedOut)]
    [InlineData(""" "delivery-status":{"code":607} """, RecipientRefusal.Complained, ErrorCode.OptedOut)]
    [InlineData(""" "reason":"suppress-bounce","delivery-status":null """, RecipientRefusal.Bounced, ErrorCode.InvalidRecipient)]
    [InlineData(""" "reason":"suppress-unsubscribe" """, RecipientRefusal.Unsubscribed, ErrorCode.OptedOut)]
    [InlineData(""" "reason":"suppress-complaint" """, RecipientRefusal.Complained, ErrorCode.OptedOut)]
    public async Task ReadAsync_NamesTheListThatAMailWasNotSentFor(string fields, RecipientRefusal refusal, ErrorCode code)
    {
        var report = await Provider().ReportAsync(Event($$""" "event":"failed","severity":"permanent",{{fields}} """));

        report.Should().BeEquivalentTo(new { Kind = ReportKind.Failed, Refusal = (RecipientRefusal?)refusal, Error = new { Code = code, Permanent = true } });
    }

    [Fact]
    public async Task ReadAsync_PutsOffWhatMailgunTriesAgain_AndReadsARejection()
    {
        var later = await Provider().ReportAsync(Event(""" "event":"failed","severity":"temporary","reason":"generic","delivery-status":{"code":421,"message":"4.7.0 try again","retry-seconds":600} """));
        later.Should().BeEquivalentTo(new { Kind = ReportKind.Deferred, ProviderEvent = "failed/temporary", Detail = "4.7.0 try again", Error = (SendError?)null });

        var rejected = await Provider().ReportAsync(Event(""" "event":"rejected","reject":{"reason":"Sandbox","description":""} """));
        rejected.Should().BeEquivalentTo(new { Kind = ReportKind.Failed, Error = new { Code = ErrorCode.Blocked, Message = "Mailgun reports: Sandbox", Permanent = true } });
    }

    [Fact]
    public async Task ReadAsync_KeepsWhatAPersonWantsToKnow()
    {
        (await Provider().ReportAsync(Event(""" "event":"clicked","url":"https://example.com/pay" """))).Detail.Should().Be("https://example.com/pay");
        (await Provider().ReportAsync(Event(""" "event":"opened","client-info":{"user-agent":"Mozilla/5.0"} """))).Detail.Should().Be("Mozilla/5.0");
        (await Provider().ReportAsync(Event(""" "event":"delivered","delivery-status":{"code":250,"message":"OK"} """))).Detail.Should().Be("OK");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"event-data":7}""")]
    [InlineData("[]")]
    [InlineData("event=delivered&recipient=ann%40example.net")]
    public async Task ReadAsync_DoesNotUnderstand_WhatIsNoEvent(string body) =>
        (await Provider(secret: null).OutcomeAsync(Calls.PostJson(Url, body))).Should().Be(WebhookOutcome.Unreadable);

    [Fact]
    public async Task ReadAsync_RefusesARequest_WhoseSignatureIsMissingOrWrong()
    {
        var provider = Provider();
        var data = """ "event":"delivered" """;

        (await provider.OutcomeAsync(Event(data))).Should().Be(WebhookOutcome.Accepted);
        foreach (var refused in new[]
        {
            Event(data, key: "another-key"),
            Event(data, token: "", signature: SignatureOf(Key, Now())),
            Event(data, signature: ""),
            Event(data, signature: "abc"),
            Event(data, signature: new string('g', 64)),
            Event(data, signature: SignatureOf(Key, Now())[..^1] + "g"),
            Event(data, signature: SignatureOf(Key, Now(), "another-token")),
            Event(data, signature: SignatureOf(Key, Seconds(Calls.Now.AddSeconds(-1)))),
            Calls.PostJson(Url, """{"event-data":{"event":"delivered"}}"""),
            Calls.PostJson(Url, "no JSON"),
        })
        {
            (await provider.OutcomeAsync(refused)).Should().Be(WebhookOutcome.Refused);
        }
    }

    [Fact]
    public async Task ReadAsync_RefusesARequest_WithOneByteOfItsSignedPartChanged()
    {
        var genuine = Event(""" "event":"delivered" """);
        var text = genuine.ReadText();
        foreach (var part in new[] { Now(), Token, SignatureOf(Key, Now()) })
        {
            for (var at = 0; at < part.Length; at++)
            {
                var body = Encoding.UTF8.GetBytes(text);
                body[text.IndexOf(part, StringComparison.Ordinal) + at] ^= 1;
                (await Provider().OutcomeAsync(genuine with { Body = body })).Should().Be(WebhookOutcome.Refused);
            }
        }
    }

    [Theory]
    [InlineData(-540, WebhookOutcome.Accepted)]
    [InlineData(-541, WebhookOutcome.Refused)]
    [InlineData(5, WebhookOutcome.Accepted)]
    [InlineData(6, WebhookOutcome.Refused)]
    public async Task ReadAsync_RefusesARequest_ThatIsStaleOrOfTheFuture(int minutes, WebhookOutcome expected) =>
        (await Provider().OutcomeAsync(Event(""" "event":"delivered" """, timestamp: Seconds(Calls.Now.AddMinutes(minutes))))).Should().Be(expected);

    [Fact]
    public async Task ReadAsync_TakesEitherKey_AndThatOfTheAccountAbove()
    {
        (await Provider($"old-key {Key}").OutcomeAsync(Event(""" "event":"delivered" """, key: "old-key"))).Should().Be(WebhookOutcome.Accepted);
        (await Provider($"old-key {Key}").OutcomeAsync(Event(""" "event":"delivered" """))).Should().Be(WebhookOutcome.Accepted);
        (await Provider("parent").OutcomeAsync(Event(""" "event":"delivered" """, parent: SignatureOf("parent", Now())))).Should().Be(WebhookOutcome.Accepted);
        (await Provider(secret: null).OutcomeAsync(Event(""" "event":"delivered" """, key: "anything"))).Should().Be(WebhookOutcome.Accepted);
    }

    [Fact]
    public async Task ReadAsync_ReadsAReplayAlike()
    {
        var request = Event(""" "event":"delivered" """);

        (await Provider().ReportAsync(request with { ReceivedAt = Calls.Now.AddHours(3) })).Should().Be(await Provider().ReportAsync(request));
    }

    [VectorFact]
    public async Task ReadAsync_AgreesWithTheVectors()
    {
        foreach (var one in Vectors.Read("mailgun-webhook.json").GetProperty("cases").EnumerateArray())
        {
            var timestamp = one.Text("timestamp");
            var request = Event(""" "event":"delivered" """, timestamp: timestamp, token: one.Text("token"), signature: one.Text("signature")) with
            {
                ReceivedAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp, CultureInfo.InvariantCulture)),
            };

            (await Provider(one.Text("signingKey")).OutcomeAsync(request))
                .Should().Be(one.GetProperty("valid").GetBoolean() ? WebhookOutcome.Accepted : WebhookOutcome.Refused);
        }
    }

    [Fact]
    public void ReadAsync_NeverThrows() => Mutations.Check(
        Provider(secret: null),
        [
            Event(""" "event":"failed","severity":"permanent","reason":"bounce","delivery-status":{"code":550,"message":"no","enhanced-code":"5.1.1"} """),
            Event(""" "event":"clicked","url":"https://example.com" """),
        ],
        sign: null,
        recipients: "(?s)^.*$");

    private static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string Now() => Seconds(Calls.Now);

    private static string SignatureOf(string key, string timestamp, string token = Token) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(timestamp + token)));

    private static WebhookRequest Event(
        string fields, string key = Key, string? timestamp = null, string token = Token, string? signature = null, string? parent = null)
    {
        timestamp ??= Now();
        var data = JsonNode.Parse($$"""
            {"id":"FAKEeventId","timestamp":{{Seconds(Calls.Now.AddSeconds(-5))}}.123,"recipient":"ann@example.net",
             "message": {"headers": {"message-id":"20260102030405.1.ABCDEF@mg.example.com"} },"user-variables":{"comm_id":"{{Id}}"}, {{fields}} }
            """);
        var body = new JsonObject
        {
            ["signature"] = new JsonObject { ["timestamp"] = timestamp, ["token"] = token, ["signature"] = signature ?? SignatureOf(key, timestamp, token), ["parent-signature"] = parent },
            ["event-data"] = data,
        };
        return Calls.PostJson(Url, body.ToJsonString());
    }

    private IReportingProvider Provider(string? secret = Key) => new MailgunProvider(
        new MailgunOptions { ApiKey = "key-secret", Domain = "mg.example.com", SenderEmail = "billing@mg.example.com", WebhookSecret = secret }, _http.Client);
}
