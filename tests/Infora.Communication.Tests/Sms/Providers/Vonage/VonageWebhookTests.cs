using Infora.Communication.Reports;
using Infora.Communication.Tests.Providers.Http;
using Infora.Communication.Tests.Reports;
using static Infora.Communication.Tests.Sms.Providers.Vonage.VonageCalls;

namespace Infora.Communication.Tests.Sms.Providers.Vonage;

public sealed class VonageWebhookTests : IDisposable
{
    private readonly ProviderHttpHost _http = new();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("accepted", ReportKind.Sent)]
    [InlineData("buffered", ReportKind.Sent)]
    [InlineData("delivered", ReportKind.Delivered)]
    [InlineData("Delivered", ReportKind.Delivered)]
    [InlineData("unknown", ReportKind.Unknown)]
    [InlineData("beamed", ReportKind.Unknown)]
    public async Task ReadAsync_GivesTheKindOfEachStatus_InEachFormat(string status, ReportKind kind)
    {
        foreach (var request in new[] { Get(Receipt(status)), Post(Receipt(status)), Json(Receipt(status)) })
        {
            (await Provider(_http).ReportAsync(request)).Should().Be(new DeliveryReport(kind, new DateTimeOffset(2026, 11, 22, 10, 30, 5, TimeSpan.Zero))
            {
                MessageId = Message,
                ProviderMessageId = Part,
                Part = Part,
                Recipient = "+254712345678",
                ProviderEvent = status.ToLowerInvariant(),
                ProviderEventId = $"{Part}/{status.ToLowerInvariant()}",
            });
        }
    }

    [Theory]
    [InlineData("failed", "0", ErrorCode.Unknown, false)]
    [InlineData("failed", "1", ErrorCode.Unknown, false)]
    [InlineData("failed", "2", ErrorCode.InvalidRecipient, false)]
    [InlineData("failed", "3", ErrorCode.InvalidRecipient, true)]
    [InlineData("failed", "4", ErrorCode.OptedOut, true)]
    [InlineData("failed", "5", ErrorCode.Unavailable, false)]
    [InlineData("rejected", "6", ErrorCode.Blocked, true)]
    [InlineData("failed", "7", ErrorCode.InvalidRecipient, false)]
    [InlineData("failed", "8", ErrorCode.Unavailable, false)]
    [InlineData("rejected", "9", ErrorCode.OptedOut, true)]
    [InlineData("rejected", "10", ErrorCode.InvalidContent, true)]
    [InlineData("rejected", "11", ErrorCode.Blocked, true)]
    [InlineData("failed", "12", ErrorCode.InvalidRecipient, true)]
    [InlineData("rejected", "13", ErrorCode.Blocked, true)]
    [InlineData("rejected", "14", ErrorCode.Blocked, true)]
    [InlineData("failed", "15", ErrorCode.InvalidRecipient, false)]
    [InlineData("rejected", "16", ErrorCode.InsufficientBalance, false)]
    [InlineData("rejected", "50", ErrorCode.Blocked, true)]
    [InlineData("rejected", "51", ErrorCode.InvalidSender, false)]
    [InlineData("rejected", "52", ErrorCode.InvalidContent, true)]
    [InlineData("rejected", "53", ErrorCode.Blocked, true)]
    [InlineData("rejected", "54", ErrorCode.Blocked, true)]
    [InlineData("failed", "99", ErrorCode.Unknown, false)]
    [InlineData("failed", "x", ErrorCode.Unknown, false)]
    [InlineData("expired", "0", ErrorCode.Expired, false)]
    [InlineData("expired", "1", ErrorCode.Expired, false)]
    [InlineData("expired", "2", ErrorCode.InvalidRecipient, false)]
    public async Task ReadAsync_SaysWhyAMessageFailed(string status, string errCode, ErrorCode code, bool permanent)
    {
        var report = await Provider(_http).ReportAsync(Post(Receipt(status, errCode)));

        report.Kind.Should().Be(ReportKind.Failed);
        report.Error.Should().NotBeNull();
        report.Error!.Code.Should().Be(code);
        report.Error.Permanent.Should().Be(permanent);
        report.Error.ProviderCode.Should().Be(errCode is "0" or "x" ? null : errCode);
        report.Refusal.Should().Be(code is ErrorCode.OptedOut ? RecipientRefusal.Unsubscribed : null);
    }

    [Fact]
    public async Task ReadAsync_TellsTheReceiptsOfSegmentsApart()
    {
        var second = Receipt();
        second["messageId"] = "0A000000ABCDEF13";

        var first = await Provider(_http).ReportAsync(Get(Receipt()));
        var other = await Provider(_http).ReportAsync(Get(second));

        other.Should().Be(first with { Part = "0A000000ABCDEF13", ProviderMessageId = "0A000000ABCDEF13", ProviderEventId = "0A000000ABCDEF13/delivered" });
        other.MessageId.Should().Be(Message);
    }

    [Fact]
    public async Task ReadAsync_KnowsAMessageByVonagesIdAlone_WhereAnotherSystemSetTheReference()
    {
        var foreign = Receipt();
        foreign["client-ref"] = "inv=42&t=acme";

        (await Provider(_http).ReportAsync(Post(foreign))).Should().BeEquivalentTo(new { MessageId = (Guid?)null, ProviderMessageId = Part });
    }

    [Fact]
    public async Task ReadAsync_ReadsAnAnswer_InEachFormat()
    {
        var answer = Calls.Fields(
            ("msisdn", "254712345678"), ("to", "254700000000"), ("messageId", "0B01"), ("text", "Asante & karibu 🙏"), ("type", "unicode"), ("keyword", "ASANTE"),
            ("message-timestamp", "2026-11-22 10:30:05"), ("api-key", ApiKey));

        foreach (var request in new[] { Get(answer), Post(answer), Json(answer) })
        {
            (await Provider(_http).ReportAsync(request)).Should().Be(new DeliveryReport(ReportKind.Replied, new DateTimeOffset(2026, 11, 22, 10, 30, 5, TimeSpan.Zero))
            {
                Recipient = "+254712345678",
                ProviderEvent = "inbound",
                ProviderEventId = "0B01",
                Reply = "Asante & karibu 🙏",
            });
        }
    }

    [Theory]
    [InlineData("submitted", ReportKind.Sent)]
    [InlineData("delivered", ReportKind.Delivered)]
    [InlineData("read", ReportKind.Delivered)]
    [InlineData("rejected", ReportKind.Failed)]
    [InlineData("undeliverable", ReportKind.Failed)]
    [InlineData("pondered", ReportKind.Unknown)]
    public async Task ReadAsync_ReadsTheMessagesApiToo(string status, ReportKind kind)
    {
        var report = await Provider(_http).ReportAsync(MessagesStatus(status, """,  "usage":{"currency":"EUR","price":"0.0333"},"sms":{"count_total":"2"}"""));

        report.Should().BeEquivalentTo(new
        {
            Kind = kind,
            OccurredAt = new DateTimeOffset(2026, 11, 22, 10, 30, 5, 250, TimeSpan.Zero),
            MessageId = Message,
            ProviderMessageId = "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab",
            Part = (string?)null,
            Recipient = "+254712345678",
            ProviderEvent = status,
            ProviderEventId = $"aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab/{status}",
            Price = new Money(0.0333m, "EUR"),
            Segments = 2,
        });
        (report.Error is not null).Should().Be(kind is ReportKind.Failed);
    }

    [Theory]
    [InlineData("\"1240\"", ErrorCode.OptedOut, true)]
    [InlineData("1050", ErrorCode.OptedOut, true)]
    [InlineData("1000", ErrorCode.RateLimited, false)]
    [InlineData("1020", ErrorCode.Configuration, false)]
    [InlineData("1040", ErrorCode.InvalidRecipient, true)]
    [InlineData("1060", ErrorCode.InsufficientBalance, false)]
    [InlineData("1070", ErrorCode.InsufficientBalance, false)]
    [InlineData("1090", ErrorCode.InvalidContent, true)]
    [InlineData("1120", ErrorCode.InvalidSender, false)]
    [InlineData("1170", ErrorCode.InvalidRecipient, true)]
    [InlineData("1180", ErrorCode.InvalidRecipient, false)]
    [InlineData("1190", ErrorCode.InvalidRecipient, true)]
    [InlineData("1210", ErrorCode.Blocked, true)]
    [InlineData("1230", ErrorCode.Unavailable, false)]
    [InlineData("1280", ErrorCode.Blocked, true)]
    [InlineData("1330", ErrorCode.Unknown, false)]
    [InlineData("1360", ErrorCode.Expired, false)]
    [InlineData("\"Rejected\"", ErrorCode.InvalidRecipient, true)]
    public async Task ReadAsync_SaysWhyAMessageFailed_InTheMessagesApi(string title, ErrorCode code, bool permanent)
    {
        var error = $$""","error":{"type":"https://developer.vonage.com/api-errors/messages#1260","title":{{title}},"detail":"To 254712345678","instance":"x"}""";

        var report = await Provider(_http).ReportAsync(MessagesStatus("rejected", error));

        report.Error!.Code.Should().Be(code);
        report.Error.Permanent.Should().Be(permanent);
        report.Error.ProviderCode.Should().Be(title.Contains("Rejected", StringComparison.Ordinal) ? "1260" : title.Trim('"'));
        report.Error.Message.Should().NotContain("254712345678");
    }

    [Fact]
    public async Task ReadAsync_ReadsAnAnswerOfTheMessagesApi()
    {
        var report = await Provider(_http).ReportAsync(Calls.PostJson(
            Url, """{"to":"254700000000","from":"254712345678","channel":"sms","message_uuid":"u1","timestamp":"2026-11-22T10:30:05Z","message_type":"text","text":"Stop."}"""));

        report.Should().BeEquivalentTo(new { Kind = ReportKind.Replied, Recipient = "+254712345678", Reply = "Stop.", ProviderEventId = "u1", ProviderMessageId = (string?)null });
    }

    [Fact]
    public async Task ReadAsync_ReadsTheSame_WhenItIsReplayed()
    {
        var request = Post(Receipt("failed", "2").Signed());
        var provider = Provider(_http, Secret);

        var first = await provider.ReportAsync(request);
        var again = await provider.ReportAsync(request with { ReceivedAt = Calls.Now.AddHours(20) });
        var anew = await provider.ReportAsync(Post(Receipt("failed", "2").Signed(at: Calls.Now.AddHours(20))) with { ReceivedAt = Calls.Now.AddHours(20) });

        again.Should().Be(first);
        anew.Should().Be(first);
        first.ProviderEventId.Should().NotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("api-key=abcd1234")]
    public async Task ReadAsync_AcceptsARequestAboutNothing(string query)
    {
        var reading = await Provider(_http).ReadAsync(Calls.Get($"https://bill.example.co.ke/w?{query}"), CancellationToken.None);

        reading.Outcome.Should().Be(WebhookOutcome.Accepted);
        reading.Reports.Should().BeEmpty();
    }

    [Fact]
    public async Task ReadAsync_DoesNotUnderstandWhatIsNeitherReceiptNorAnswer()
    {
        (await Provider(_http).OutcomeAsync(Post(Calls.Fields(("messageId", "1"), ("msisdn", "254712345678"))))).Should().Be(WebhookOutcome.Unreadable);
        (await Provider(_http).OutcomeAsync(Calls.PostJson(Url, """{"message_uuid":"u1"}"""))).Should().Be(WebhookOutcome.Unreadable);
        (await Provider(_http).OutcomeAsync(Calls.PostJson(Url, """{"messageId":"""))).Should().Be(WebhookOutcome.Unreadable);
    }

    [Fact]
    public void ReadAsync_NeverThrows() => Mutations.Check(
        Provider(_http),
        [Get(Receipt()), Post(Receipt("failed", "9")), Json(Receipt()), MessagesStatus("rejected", ""","error":{"title":1240,"detail":"x"},"usage":{"currency":"EUR","price":"0.0333"}""")],
        sign: null);
}
