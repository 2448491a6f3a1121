using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infora.Communication.Email.Providers.Ses;
using Infora.Communication.Email.Providers.Ses.Webhooks;
using Infora.Communication.Reports;
using Infora.Communication.Tests.Providers.Http;
using Infora.Communication.Tests.Reports;
using Infora.Communication.TestSupport.Http;

namespace Infora.Communication.Tests.Email.Providers.Ses;

public sealed class SesWebhookTests : IDisposable
{
    private const string Url = "https://bill.example.co.ke/api/communication/webhooks/email/7/k7Qd";
    private const string Id = "0198a0c0-0000-7000-8000-000000000001";
    private const string Topic = "arn:aws:sns:eu-west-1:123456789012:ses-events";
    private const string NotificationId = "00000000-1111-2222-3333-444444444444";
    private const string Certificate = "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0000.pem";

    private readonly string _file = Path.GetTempFileName();
    private readonly RSA _key = RSA.Create(2048);
    private readonly RSA _otherKey = RSA.Create(2048);
    private readonly VendorServer _sns = new();
    private readonly ProviderHttpHost _http;

    public SesWebhookTests()
    {
        var request = new CertificateRequest("CN=sns.example.com test only", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(Calls.Now.AddDays(-1), Calls.Now.AddDays(1));
        File.WriteAllText(_file, certificate.ExportCertificatePem());
        _http = new ProviderHttpHost(snsCertificate: _file);
    }

    public void Dispose()
    {
        _http.Dispose();
        _sns.Dispose();
        _key.Dispose();
        _otherKey.Dispose();
        File.Delete(_file);
    }

    [Theory]
    [InlineData("Send", "send", "{}", ReportKind.Sent, null)]
    [InlineData("Delivery", "delivery", """{"recipients":["ann@example.net"],"smtpResponse":"250 OK"}""", ReportKind.Delivered, "250 OK")]
    [InlineData("DeliveryDelay", "deliveryDelay", """{"delayType":"MailboxFull","delayedRecipients":[{"emailAddress":"ann@example.net","status":"4.2.2"}]}""", ReportKind.Deferred, "MailboxFull")]
    [InlineData("Open", "open", """{"userAgent":"Mozilla/5.0"}""", ReportKind.Opened, "Mozilla/5.0")]
    [InlineData("Click", "click", """{"link":"https://example.com/pay"}""", ReportKind.Clicked, "https://example.com/pay")]
    [InlineData("Complaint", "complaint", """{"complainedRecipients":[{"emailAddress":"ann@example.net"}],"complaintFeedbackType":"abuse"}""", ReportKind.Complained, "abuse")]
    [InlineData("Complaint", "complaint", """{"complainedRecipients":[{"emailAddress":"ann@example.net"}],"complaintFeedbackType":"not-spam"}""", ReportKind.Unknown, "not-spam")]
    [InlineData("Subscription", "subscription", """{"newTopicPreferences":{"unsubscribeAll":true}}""", ReportKind.Unsubscribed, null)]
    [InlineData("Subscription", "subscription", """{"newTopicPreferences":{"topicSubscriptionStatus":[{"topicName":"a","subscriptionStatus":"OptOut"}]}}""", ReportKind.Unsubscribed, null)]
    [InlineData("Subscription", "subscription", """{"newTopicPreferences":{"topicSubscriptionStatus":[{"topicName":"a","subscriptionStatus":"OptIn"}]}}""", ReportKind.Resubscribed, null)]
    [InlineData("Something New", "something new", "{}", ReportKind.Unknown, null)]
    public async Task ReadAsync_GivesTheKindOfEachEvent(string word, string name, string detail, ReportKind kind, string? said)
    {
        var report = await Provider().ReportAsync(Notification(Event(word, name, detail)));

        report.Should().Be(new DeliveryReport(kind, Calls.Now.AddSeconds(-5))
        {
            MessageId = Guid.Parse(Id),
            ProviderMessageId = "0102018fake-000000",
            Recipient = "ann@example.net",
            ProviderEvent = word,
            ProviderEventId = $"{NotificationId}/ann@example.net",
            Detail = said,
        });
    }

    [Theory]
    [InlineData("Permanent", "General", ReportKind.BouncedHard, ErrorCode.InvalidRecipient, null)]
    [InlineData("Permanent", "NoEmail", ReportKind.BouncedHard, ErrorCode.InvalidRecipient, null)]
    [InlineData("Permanent", "Suppressed", ReportKind.Failed, ErrorCode.InvalidRecipient, RecipientRefusal.Bounced)]
    [InlineData("Permanent", "OnAccountSuppressionList", ReportKind.Failed, ErrorCode.InvalidRecipient, RecipientRefusal.Bounced)]
    [InlineData("Permanent", "UnsubscribedRecipient", ReportKind.Failed, ErrorCode.OptedOut, RecipientRefusal.Unsubscribed)]
    [InlineData("Transient", "General", ReportKind.BouncedSoft, ErrorCode.Unavailable, null)]
    [InlineData("Transient", "MailboxFull", ReportKind.BouncedSoft, ErrorCode.InvalidRecipient, null)]
    [InlineData("Transient", "MessageTooLarge", ReportKind.BouncedSoft, ErrorCode.InvalidContent, null)]
    [InlineData("Transient", "ContentRejected", ReportKind.BouncedSoft, ErrorCode.InvalidContent, null)]
    [InlineData("Transient", "AttachmentRejected", ReportKind.BouncedSoft, ErrorCode.InvalidContent, null)]
    [InlineData("Transient", "CustomTimeoutExceeded", ReportKind.BouncedSoft, ErrorCode.Unavailable, null)]
    [InlineData("Undetermined", "Undetermined", ReportKind.BouncedSoft, ErrorCode.Unavailable, null)]
    public async Task ReadAsync_TellsBouncesApart(string type, string subType, ReportKind kind, ErrorCode code, RecipientRefusal? refusal)
    {
        var report = await Provider().ReportAsync(Notification(Event("Bounce", "bounce", $$"""
            {"bounceType":"{{type}}","bounceSubType":"{{subType}}","bouncedRecipients":[{"emailAddress":"ann@example.net","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 unknown"}]}
            """)));

        report.Should().BeEquivalentTo(new
        {
            Kind = kind,
            Refusal = refusal,
            ProviderEvent = $"Bounce/{type}/{subType}",
            Detail = "smtp; 550 5.1.1 unknown",
            Error = new { Code = code, Permanent = kind is not ReportKind.BouncedSoft, ProviderCode = "5.1.1" },
        });
    }

    [Theory]
    [InlineData("Reject", "reject", """{"reason":"Bad content"}""", ErrorCode.InvalidContent, null)]
    [InlineData("Rendering Failure", "failure", """{"templateName":"t","errorMessage":"Attribute 'name' is missing"}""", ErrorCode.InvalidContent, null)]
    [InlineData("Complaint", "complaint", """{"complaintSubType":"OnAccountSuppressionList","complainedRecipients":[{"emailAddress":"ann@example.net"}]}""", ErrorCode.OptedOut, RecipientRefusal.Complained)]
    public async Task ReadAsync_ReadsWhatNeverLeft(string word, string name, string detail, ErrorCode code, RecipientRefusal? refusal)
    {
        var report = await Provider().ReportAsync(Notification(Event(word, name, detail)));

        report.Should().BeEquivalentTo(new { Kind = ReportKind.Failed, Refusal = refusal, Error = new { Code = code, Permanent = true } });
    }

    [Fact]
    public async Task ReadAsync_GivesAReportForEachRecipient_AndReadsNotificationsOfAnIdentity()
    {
        var reading = await Provider().ReadAsync(
            Notification("""{"notificationType":"Delivery","mail":{"messageId":"m-1","destination":["a@example.net","Bob <b@example.net>"]},"delivery":{"recipients":["a@example.net","b@example.net"],"timestamp":"2026-11-22T10:30:09.000Z"}}"""),
            CancellationToken.None);

        reading.Reports.Should().HaveCount(2).And.OnlyContain(report =>
            report.Kind == ReportKind.Delivered && report.MessageId == null && report.ProviderMessageId == "m-1" && report.OccurredAt == Calls.Now.AddSeconds(-1));
        reading.Reports.Select(report => report.Recipient).Should().Equal("a@example.net", "b@example.net");
        reading.Reports.Select(report => report.ProviderEventId).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task ReadAsync_TakesWhatSesSaysInASentence()
    {
        var reading = await Provider().ReadAsync(Notification("Successfully validated SNS topic for Amazon SES event publishing."), CancellationToken.None);

        reading.Should().BeEquivalentTo(new { Outcome = WebhookOutcome.Accepted, Reports = Array.Empty<DeliveryReport>() });
        (await Provider().OutcomeAsync(Notification("""{"something":"else"}"""))).Should().Be(WebhookOutcome.Unreadable);
    }

    [Fact]
    public async Task ReadAsync_ConfirmsASubscription_OnceItsSignatureIsRight()
    {
        _sns.Answer(200, "<ConfirmSubscriptionResponse/>");
        var confirmation = Envelope("SubscriptionConfirmation", "You have chosen to subscribe.", subscribeUrl: new Uri(_sns.Root, "/?Action=ConfirmSubscription&Token=abc").ToString());

        (await Provider().OutcomeAsync(confirmation with { Body = Encoding.UTF8.GetBytes(confirmation.ReadText().Replace("Token=abc", "Token=xyz", StringComparison.Ordinal)) }))
            .Should().Be(WebhookOutcome.Refused);
        _sns.Requests.Should().BeEmpty();

        (await Provider().OutcomeAsync(confirmation)).Should().Be(WebhookOutcome.Accepted);
        _sns.Request.Url.Should().EndWith("/?Action=ConfirmSubscription&Token=abc");
    }

    [Fact]
    public async Task ReadAsync_AsksForTheHandshakeAgain_WhenItIsNotTaken_AndCallsNobodyElse()
    {
        _sns.Answer(500, "");
        (await Provider().OutcomeAsync(Envelope("SubscriptionConfirmation", "Hello", subscribeUrl: _sns.Root.ToString()))).Should().Be(WebhookOutcome.Unavailable);

        (await Provider().OutcomeAsync(Envelope("SubscriptionConfirmation", "Hello", subscribeUrl: "https://attacker.example.com/"))).Should().Be(WebhookOutcome.Refused);
        (await Provider().OutcomeAsync(Envelope("UnsubscribeConfirmation", "Bye", subscribeUrl: "https://sns.eu-west-1.amazonaws.com/"))).Should().Be(WebhookOutcome.Accepted);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task ReadAsync_RefusesARequest_WithOneByteChanged(string version)
    {
        var genuine = Notification(Event("Send", "send", "{}"), version: version);
        (await Provider().OutcomeAsync(genuine)).Should().Be(WebhookOutcome.Accepted);

        // Each takes a signature to be verified: every fifth byte, so that every member is met.
        foreach (var changed in genuine.WithOneByteChanged().Where((_, index) => index % 5 is 0))
        {
            var outcome = await Provider().OutcomeAsync(changed);

            // The address of the certificate is not signed: where it is another, so is the key.
            if (outcome is WebhookOutcome.Accepted)
            {
                SignedParts(changed).Should().Equal(SignedParts(genuine));
            }
        }
    }

    [Fact]
    public async Task ReadAsync_RefusesARequest_ThatDoesNotProveItself()
    {
        var genuine = Notification(Event("Send", "send", "{}"));
        foreach (var refused in new[]
        {
            Notification(Event("Send", "send", "{}"), key: _otherKey),
            Notification(Event("Send", "send", "{}"), version: "3"),
            Change(genuine, "Signature", null),
            Change(genuine, "Signature", "no base64!"),
            Change(genuine, "Timestamp", "yesterday"),
            Change(genuine, "Type", "Other"),
            Change(genuine, "Subject", "added"),
            genuine.With("x-amz-sns-message-type", "SubscriptionConfirmation"),
            genuine.With("x-amz-sns-message-id", "another"),
            Calls.Post(Url, Event("Send", "send", "{}"), "text/plain; charset=UTF-8", ("x-amz-sns-rawdelivery", "true")),
            Calls.Post(Url, "", "text/plain"),
        })
        {
            (await Provider().OutcomeAsync(refused)).Should().Be(WebhookOutcome.Refused);
        }
    }

    [Theory]
    [InlineData(-64, WebhookOutcome.Accepted)]
    [InlineData(-66, WebhookOutcome.Refused)]
    [InlineData(4, WebhookOutcome.Accepted)]
    [InlineData(6, WebhookOutcome.Refused)]
    public async Task ReadAsync_RefusesARequest_ThatIsStaleOrOfTheFuture(int minutes, WebhookOutcome expected) =>
        (await Provider().OutcomeAsync(Notification(Event("Send", "send", "{}"), at: Calls.Now.AddMinutes(minutes)))).Should().Be(expected);

    [Fact]
    public async Task ReadAsync_ReadsAReplayAlike()
    {
        var request = Notification(Event("Send", "send", "{}"));

        (await Provider().ReportAsync(request with { ReceivedAt = Calls.Now.AddMinutes(20) })).Should().Be(await Provider().ReportAsync(request));
    }

    [Fact]
    public async Task ReadAsync_BelievesNoFile_OutsideDevelopment()
    {
        using var http = new ProviderHttpHost();

        (await Provider(http).OutcomeAsync(Notification(Event("Send", "send", "{}"), certificate: "https://attacker.example.com/x.pem"))).Should().Be(WebhookOutcome.Refused);
        (await Provider(http).OutcomeAsync(Notification(Event("Send", "send", "{}"), certificate: "https://sns.eu-west-1.amazonaws.com/no-certificate"))).Should().Be(WebhookOutcome.Refused);
    }

    [Theory]
    [InlineData(Certificate, true)]
    [InlineData("https://sns.cn-north-1.amazonaws.com.cn/x.pem", false)]
    [InlineData("http://sns.eu-west-1.amazonaws.com/x.pem", false)]
    [InlineData("https://sns.eu-west-1.amazonaws.com:8443/x.pem", false)]
    [InlineData("https://user@sns.eu-west-1.amazonaws.com/x.pem", false)]
    [InlineData("https://sns.eu-west-1.amazonaws.com.attacker.example/x.pem", false)]
    [InlineData("https://sns.us-east-1.amazonaws.com/x.pem", false)]
    [InlineData("https://evil.example/sns.eu-west-1.amazonaws.com", false)]
    [InlineData("not an address", false)]
    public void Addresses_AreThoseOfSnsInTheTopicsRegion(string address, bool isTaken) =>
        (SnsAddress.Read(address, Topic) is not null).Should().Be(isTaken);

    [VectorFact]
    public async Task ReadAsync_AgreesWithTheVectors()
    {
        var vectors = Vectors.Read("sns-signature.json");
        await File.WriteAllTextAsync(_file, vectors.Text("certificatePem"));
        foreach (var one in vectors.GetProperty("cases").EnumerateArray())
        {
            var body = one.Text("body");
            var at = DateTimeOffset.Parse(JsonNode.Parse(body)!["Timestamp"]!.GetValue<string>(), CultureInfo.InvariantCulture);
            var request = Calls.Post(Url, body, "text/plain; charset=UTF-8") with { ReceivedAt = at };
            var envelope = SnsEnvelope.Read(request)!;

            Encoding.UTF8.GetString(envelope.Signed()).Should().Be(one.Text("stringToSign"), one.Text("name"));
            (await new SnsSignature(_http.Certificates).RefuseAsync(envelope, request, CancellationToken.None)).Should().BeNull(one.Text("name"));
        }
    }

    [Fact]
    public void ReadAsync_NeverThrows() => Mutations.Check(
        Provider(),
        [Notification(Event("Bounce", "bounce", """{"bounceType":"Permanent","bounceSubType":"NoEmail","bouncedRecipients":[{"emailAddress":"ann@example.net"}]}"""))],
        sign: null,
        recipients: "(?s)^.*$");

    private static string Event(string word, string name, string detail)
    {
        var body = JsonNode.Parse(detail)!.AsObject();
        body["timestamp"] = "2026-11-22T10:30:05.000Z";
        return new JsonObject
        {
            ["eventType"] = word,
            [name] = body,
            ["mail"] = new JsonObject
            {
                ["timestamp"] = "2026-11-22T10:30:00.000Z",
                ["messageId"] = "0102018fake-000000",
                ["destination"] = new JsonArray("Ann <ann@example.net>"),
                ["tags"] = new JsonObject { ["comm_id"] = new JsonArray(Id) },
            },
        }.ToJsonString();
    }

    private static WebhookRequest Change(WebhookRequest request, string name, string? value)
    {
        var body = JsonNode.Parse(request.ReadText())!.AsObject();
        body[name] = value;
        return request with { Body = Encoding.UTF8.GetBytes(body.ToJsonString()) };
    }

    private static IEnumerable<string?> SignedParts(WebhookRequest request)
    {
        var envelope = SnsEnvelope.Read(request)!;
        return new[] { "Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type", "SignatureVersion", "Signature" }.Select(name => envelope[name]);
    }

    private WebhookRequest Notification(
        string message, RSA? key = null, string version = "2", DateTimeOffset? at = null, string certificate = Certificate) =>
        Envelope("Notification", message, subscribeUrl: null, key, version, at, certificate);

    private WebhookRequest Envelope(
        string type, string message, string? subscribeUrl, RSA? key = null, string version = "2", DateTimeOffset? at = null, string certificate = Certificate)
    {
        var body = new JsonObject
        {
            ["Type"] = type,
            ["MessageId"] = NotificationId,
            ["TopicArn"] = Topic,
            ["Message"] = message,
            ["Timestamp"] = (at ?? Calls.Now).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["SignatureVersion"] = version,
            ["SigningCertURL"] = certificate,
        };
        if (subscribeUrl is not null)
        {
            body["Token"] = "token";
            body["SubscribeURL"] = subscribeUrl;
        }

        var unsigned = Calls.Post(Url, body.ToJsonString(), "text/plain; charset=UTF-8");
        var hash = version is "1" ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;
        body["Signature"] = Convert.ToBase64String((key ?? _key).SignData(SnsEnvelope.Read(unsigned)!.Signed(), hash, RSASignaturePadding.Pkcs1));
        return unsigned with { Body = Encoding.UTF8.GetBytes(body.ToJsonString(new JsonSerializerOptions())) };
    }

    private IReportingProvider Provider(ProviderHttpHost? http = null) => new SesProvider(
        new SesOptions { ApiKey = "AKID:secret", Region = "eu-west-1", SenderEmail = "billing@example.com" },
        (http ?? _http).Client,
        _http.Time,
        (http ?? _http).Certificates);
}
