using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Infora.Communication.Email.Providers.SendGrid;
using Infora.Communication.Reports;
using Infora.Communication.Tests.Providers.Http;
using Infora.Communication.Tests.Reports;

namespace Infora.Communication.Tests.Email.Providers.SendGrid;

public sealed class SendGridWebhookTests : IDisposable
{
    private const string Url = "https://bill.example.co.ke/api/communication/webhooks/email/7/k7Qd";
    private const string Id = "0198a0c0-0000-7000-8000-000000000001";

    private readonly ProviderHttpHost _http = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _newKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _http.Dispose();
        _key.Dispose();
        _newKey.Dispose();
    }

    [Theory]
    [InlineData("processed", ReportKind.Queued)]
    [InlineData("deferred", ReportKind.Deferred)]
    [InlineData("delivered", ReportKind.Delivered)]
    [InlineData("open", ReportKind.Opened)]
    [InlineData("click", ReportKind.Clicked)]
    [InlineData("spamreport", ReportKind.Complained)]
    [InlineData("unsubscribe", ReportKind.Unsubscribed)]
    [InlineData("group_unsubscribe", ReportKind.Unsubscribed)]
    [InlineData("group_resubscribe", ReportKind.Resubscribed)]
    [InlineData("account_status_change", ReportKind.Unknown)]
    [InlineData("something_new", ReportKind.Unknown)]
    public async Task ReadAsync_GivesTheKindOfEachEvent(string word, ReportKind kind)
    {
        var report = await Provider().ReportAsync(Sign(Event($$""" "event":"{{word}}" """)));

        report.Should().Be(new DeliveryReport(kind, Calls.Now.AddSeconds(-5))
        {
            MessageId = Guid.Parse(Id),
            ProviderMessageId = "fakeIdAbc-123_xyz",
            Recipient = "ann@example.net",
            ProviderEvent = word,
            ProviderEventId = "ev-fake-1",
        });
    }

    [Theory]
    [InlineData(""" "event":"bounce","type":"bounce","status":"5.1.1","bounce_classification":"Invalid Address" """, ReportKind.BouncedHard, ErrorCode.InvalidRecipient, true, "5.1.1")]
    [InlineData(""" "event":"bounce","type":"blocked","status":"5.7.1","bounce_classification":"Reputation" """, ReportKind.BouncedSoft, ErrorCode.Blocked, false, "5.7.1")]
    [InlineData(""" "event":"bounce","type":"blocked","bounce_classification":"Content" """, ReportKind.BouncedSoft, ErrorCode.Blocked, false, "Content")]
    [InlineData(""" "event":"bounce","type":"blocked","bounce_classification":"Mailbox Unavailable" """, ReportKind.BouncedSoft, ErrorCode.InvalidRecipient, false, "Mailbox Unavailable")]
    [InlineData(""" "event":"bounce","type":"blocked","bounce_classification":"Frequency or Volume Too High" """, ReportKind.BouncedSoft, ErrorCode.RateLimited, false, "Frequency or Volume Too High")]
    [InlineData(""" "event":"bounce","type":"blocked","bounce_classification":"Technical Failure" """, ReportKind.BouncedSoft, ErrorCode.Unavailable, false, "Technical Failure")]
    [InlineData(""" "event":"bounce","type":"blocked","bounce_classification":"Unclassified" """, ReportKind.BouncedSoft, ErrorCode.Blocked, false, "Unclassified")]
    [InlineData(""" "event":"dropped","reason":"Invalid" """, ReportKind.Failed, ErrorCode.InvalidRecipient, true, null)]
    [InlineData(""" "event":"dropped","reason":"Invalid SMTPAPI header" """, ReportKind.Failed, ErrorCode.InvalidContent, true, null)]
    [InlineData(""" "event":"dropped","reason":"Spam Content" """, ReportKind.Failed, ErrorCode.Blocked, true, null)]
    [InlineData(""" "event":"dropped","reason":"Recipient List over Package Quota" """, ReportKind.Failed, ErrorCode.LimitExceeded, false, null)]
    [InlineData(""" "event":"dropped" """, ReportKind.Failed, ErrorCode.Unknown, true, null)]
    public async Task ReadAsync_SaysWhyAMailDidNotArrive(string fields, ReportKind kind, ErrorCode code, bool permanent, string? providerCode)
    {
        var report = await Provider().ReportAsync(Sign(Event(fields)));

        report.Kind.Should().Be(kind);
        report.Error.Should().BeEquivalentTo(new { Code = code, Permanent = permanent, ProviderCode = providerCode });
        report.Refusal.Should().BeNull();
    }

    [Theory]
    [InlineData("Bounced Address", RecipientRefusal.Bounced, ErrorCode.InvalidRecipient)]
    [InlineData("Spam Reporting Address", RecipientRefusal.Complained, ErrorCode.OptedOut)]
    [InlineData("Unsubscribed Address", RecipientRefusal.Unsubscribed, ErrorCode.OptedOut)]
    public async Task ReadAsync_NamesTheListThatAMailWasDroppedFor(string reason, RecipientRefusal refusal, ErrorCode code)
    {
        var report = await Provider().ReportAsync(Sign(Event($$""" "event":"dropped","reason":"{{reason}}" """)));

        report.Refusal.Should().Be(refusal);
        report.Error!.Code.Should().Be(code);
    }

    [Fact]
    public async Task ReadAsync_KeepsWhatAPersonWantsToKnow()
    {
        var reading = await Provider().ReadAsync(
            Sign(Body("""
                [{"event":"click","url":"https://example.com/pay"},
                 {"event":"open","useragent":"Mozilla/5.0"},
                 {"event":"deferred","response":"451 try again","attempt":"3"},
                 {"event":"bounce","type":"bounce","reason":"550 5.1.1 no such user"}]
                """)),
            CancellationToken.None);

        reading.Reports.Select(report => report.Detail).Should().Equal("https://example.com/pay", "Mozilla/5.0", "451 try again", "550 5.1.1 no such user");
        reading.Reports[3].Error!.Message.Should().Be("SendGrid reports: 550 5.1.1 no such user");
    }

    [Fact]
    public async Task ReadAsync_ReadsAnAsynchronousBounce_WhichHasNoMessageId_AndTimesInMilliseconds()
    {
        var milliseconds = Calls.Now.AddSeconds(-5).ToUnixTimeMilliseconds();
        var report = await Provider().ReportAsync(Sign(Body(
            $$"""[{"event":"bounce","email":"ann@example.net","timestamp":"{{milliseconds}}","comm_id":"{{Id}}","category":["a","b"]}]""")));

        report.Should().BeEquivalentTo(new { Kind = ReportKind.BouncedHard, OccurredAt = Calls.Now.AddSeconds(-5), MessageId = (Guid?)Guid.Parse(Id), ProviderMessageId = (string?)null });
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("\"text\"")]
    public async Task ReadAsync_DoesNotUnderstand_WhatIsNoArray(string body) =>
        (await Provider().OutcomeAsync(Sign(Body(body)))).Should().Be(WebhookOutcome.Unreadable);

    [Fact]
    public async Task ReadAsync_TakesAnEmptyArray_AndEventsOfAnyShape()
    {
        (await Provider().ReadAsync(Sign(Body("[]")), CancellationToken.None)).Reports.Should().BeEmpty();
        (await Provider().ReadAsync(Sign(Body("""[{}, 7, null, {"event":{}}, {"timestamp":-1,"event":5}]""")), CancellationToken.None)).Reports
            .Should().HaveCount(3).And.OnlyContain(report => report.Kind == ReportKind.Unknown && report.OccurredAt == Calls.Now);
    }

    [Fact]
    public async Task ReadAsync_RefusesARequest_WhoseSignatureIsNotOfIt()
    {
        var genuine = Sign(Event(""" "event":"open" """));
        var (signature, timestamp) = ("X-Twilio-Email-Event-Webhook-Signature", "X-Twilio-Email-Event-Webhook-Timestamp");
        var provider = Provider();

        (await provider.OutcomeAsync(genuine)).Should().Be(WebhookOutcome.Accepted);
        foreach (var changed in genuine.WithOneByteChanged())
        {
            (await provider.OutcomeAsync(changed)).Should().Be(WebhookOutcome.Refused);
        }

        foreach (var refused in new[]
        {
            genuine.Without(signature),
            genuine.Without(timestamp),
            genuine.Without(signature).With(signature, "no base64!"),
            genuine.Without(signature).With(signature, "MEUCIQ=="),
            genuine.With(signature, genuine.Header(signature)!),
            genuine.Without(timestamp).With(timestamp, Seconds(Calls.Now.AddSeconds(-1))),
            genuine with { Body = genuine.Body[..^2] },
            Sign(Event(""" "event":"open" """), _newKey),
        })
        {
            (await provider.OutcomeAsync(refused)).Should().Be(WebhookOutcome.Refused);
        }
    }

    [Theory]
    [InlineData(-25, false, WebhookOutcome.Accepted)]
    [InlineData(-25, true, WebhookOutcome.Refused)]
    [InlineData(1, true, WebhookOutcome.Refused)]
    public async Task ReadAsync_RefusesARequest_ThatIsStaleOrOfTheFuture(int hours, bool more, WebhookOutcome expected) =>
        (await Provider().OutcomeAsync(Sign(Event(""" "event":"open" """), at: Calls.Now.AddHours(hours).AddSeconds(more ? -1 : 0)))).Should().Be(expected);

    [Theory]
    [InlineData("x")]
    [InlineData("99999999999999999999")]
    [InlineData("-5")]
    public async Task ReadAsync_RefusesARequest_WhoseTimestampIsNone(string timestamp)
    {
        var request = Event(""" "event":"open" """);
        var signature = _key.SignData([.. Encoding.ASCII.GetBytes(timestamp), .. request.Body.Span], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

        (await Provider().OutcomeAsync(request
            .With("X-Twilio-Email-Event-Webhook-Signature", Convert.ToBase64String(signature))
            .With("X-Twilio-Email-Event-Webhook-Timestamp", timestamp))).Should().Be(WebhookOutcome.Refused);
    }

    [Fact]
    public async Task ReadAsync_TakesEitherKey_DuringARotation()
    {
        var provider = Provider($"{KeyOf(_key)}, {KeyOf(_newKey)}");

        (await provider.OutcomeAsync(Sign(Event(""" "event":"open" """), _key))).Should().Be(WebhookOutcome.Accepted);
        (await provider.OutcomeAsync(Sign(Event(""" "event":"open" """), _newKey))).Should().Be(WebhookOutcome.Accepted);
    }

    [Fact]
    public async Task ReadAsync_VerifiesNothing_WithoutAKey_AndRefusesEverything_WithOneThatIsNone()
    {
        (await Provider("").OutcomeAsync(Event(""" "event":"open" """))).Should().Be(WebhookOutcome.Accepted);
        (await Provider("not-a-key").OutcomeAsync(Sign(Event(""" "event":"open" """)))).Should().Be(WebhookOutcome.Refused);
    }

    [Fact]
    public async Task ReadAsync_ReadsAReplayAlike()
    {
        var request = Sign(Event(""" "event":"open" """));
        var again = request with { ReceivedAt = Calls.Now.AddHours(3) };

        (await Provider().ReportAsync(again)).Should().Be(await Provider().ReportAsync(request));
    }

    [VectorFact]
    public async Task ReadAsync_AgreesWithTheVectors()
    {
        foreach (var one in Vectors.Read("sendgrid-event-webhook.json").GetProperty("cases").EnumerateArray())
        {
            var timestamp = one.Text("timestampHeader");
            var request = Calls.PostJson(Url, "") with
            {
                Body = Convert.FromBase64String(one.Text("bodyBase64")),
                ReceivedAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp, CultureInfo.InvariantCulture)),
            };
            var outcome = await Provider(one.Text("publicKeySpkiDerBase64")).OutcomeAsync(request
                .With("X-Twilio-Email-Event-Webhook-Signature", one.Text("signatureHeader"))
                .With("X-Twilio-Email-Event-Webhook-Timestamp", timestamp));

            outcome.Should().Be(one.GetProperty("valid").GetBoolean() ? WebhookOutcome.Accepted : WebhookOutcome.Refused, one.Text("name"));
        }
    }

    [Fact]
    public void ReadAsync_NeverThrows() => Mutations.Check(
        Provider(),
        [
            Sign(Event(""" "event":"bounce","type":"bounce","status":"5.1.1","reason":"no","bounce_classification":"Content" """)),
            Sign(Event(""" "event":"click","url":"https://example.com" """)),
        ],
        request => Sign(Unsigned(request)),
        recipients: "(?s)^.*$",
        signsQuery: false);

    private static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string KeyOf(ECDsa key) => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    private static WebhookRequest Unsigned(WebhookRequest request) =>
        request.Without("X-Twilio-Email-Event-Webhook-Signature").Without("X-Twilio-Email-Event-Webhook-Timestamp");

    private static WebhookRequest Body(string body) => Calls.PostJson(Url, body);

    private static WebhookRequest Event(string fields) => Body($$"""
        [{"email":"ann@example.net","timestamp":{{Seconds(Calls.Now.AddSeconds(-5))}},{{fields}},"sg_event_id":"ev-fake-1","sg_message_id":"fakeIdAbc-123_xyz.recvd-12ab-1-64F0.0","comm_id":"{{Id}}"}]

        """);

    private IReportingProvider Provider(string? secret = null) => new SendGridProvider(
        new SendGridOptions { ApiKey = "SG.secret", SenderEmail = "billing@example.com", WebhookSecret = secret ?? KeyOf(_key) }, _http.Client);

    private WebhookRequest Sign(WebhookRequest request, ECDsa? key = null, DateTimeOffset? at = null)
    {
        var timestamp = Seconds(at ?? Calls.Now);
        var signature = (key ?? _key).SignData([.. Encoding.ASCII.GetBytes(timestamp), .. request.Body.Span], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return request
            .With("X-Twilio-Email-Event-Webhook-Signature", Convert.ToBase64String(signature))
            .With("X-Twilio-Email-Event-Webhook-Timestamp", timestamp);
    }
}
