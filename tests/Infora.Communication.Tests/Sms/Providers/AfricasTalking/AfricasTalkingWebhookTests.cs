using Infora.Communication.Reports;
using Infora.Communication.Sms.Providers.AfricasTalking;
using Infora.Communication.Tests.Providers.Http;
using Infora.Communication.Tests.Reports;

namespace Infora.Communication.Tests.Sms.Providers.AfricasTalking;

/// <summary>The vendor signs nothing: what proves a request is the token in its address, which is checked before the plugin is asked.</summary>
public sealed class AfricasTalkingWebhookTests : IDisposable
{
    private const string Id = "ATXid_2f0c0000000000000000000000000000";
    private const string Url = "https://bill.example.co.ke/api/communication/webhooks/sms/7/k7Qd";

    private readonly ProviderHttpHost _http = new();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("Sent", ReportKind.Sent)]
    [InlineData("Submitted", ReportKind.Sent)]
    [InlineData("Buffered", ReportKind.Sent)]
    [InlineData("Success", ReportKind.Delivered)]
    [InlineData("SUCCESS", ReportKind.Delivered)]
    [InlineData("Delivered", ReportKind.Delivered)]
    [InlineData("Queued", ReportKind.Queued)]
    [InlineData("Teleported", ReportKind.Unknown)]
    public async Task ReadAsync_GivesTheKindOfEachStatus(string status, ReportKind kind)
    {
        var report = await Provider().ReportAsync(Status(status));

        report.Should().Be(new DeliveryReport(kind, Calls.Now)
        {
            ProviderMessageId = Id,
            Recipient = "+254712345678",
            ProviderEvent = status,
            ProviderEventId = $"{Id}/{status.ToLowerInvariant()}",
        });
    }

    [Theory]
    [InlineData("Failed", "UserDoesNotExist", ErrorCode.InvalidRecipient, true)]
    [InlineData("Failed", "NotNetworkSubcriber", ErrorCode.InvalidRecipient, true)]
    [InlineData("Failed", "NotNetworkSubscriber", ErrorCode.InvalidRecipient, true)]
    [InlineData("Failed", "UserIsInactive", ErrorCode.InvalidRecipient, false)]
    [InlineData("Failed", "UserAccountSuspended", ErrorCode.InvalidRecipient, false)]
    [InlineData("Failed", "DeliveryFailure", ErrorCode.InvalidRecipient, false)]
    [InlineData("Failed", "InsufficientCredit", ErrorCode.InvalidRecipient, false)]
    [InlineData("Rejected", "UserNotSubscribedToProduct", ErrorCode.Blocked, true)]
    [InlineData("Rejected", "DoNotDisturbRejection", ErrorCode.Blocked, true)]
    [InlineData("Rejected", "InvalidLinkId", ErrorCode.Configuration, false)]
    [InlineData("Rejected", "userinblacklist", ErrorCode.OptedOut, true)]
    [InlineData("Rejected", null, ErrorCode.Blocked, true)]
    [InlineData("Rejected", "MoonPhase", ErrorCode.Blocked, true)]
    [InlineData("Failed", null, ErrorCode.Unknown, false)]
    [InlineData("Failed", "MoonPhase", ErrorCode.Unknown, false)]
    [InlineData("AbsentSubscriber", null, ErrorCode.InvalidRecipient, false)]
    [InlineData("Expired", null, ErrorCode.Blocked, true)]
    public async Task ReadAsync_SaysWhyAMessageFailed(string status, string? reason, ErrorCode code, bool permanent)
    {
        var report = await Provider().ReportAsync(Status(status, reason));

        report.Kind.Should().Be(ReportKind.Failed);
        report.ProviderEvent.Should().Be(status);
        report.Error.Should().NotBeNull();
        report.Error!.Code.Should().Be(code);
        report.Error.Permanent.Should().Be(permanent);
        report.Error.ProviderCode.Should().Be(reason ?? status);
        report.Error.Message.Should().StartWith($"Africa's Talking reports the message as {status}");
        report.Refusal.Should().Be(code is ErrorCode.OptedOut ? RecipientRefusal.Unsubscribed : null);
    }

    [Fact]
    public async Task ReadAsync_ReadsAnOptOut_AsNewEachTime()
    {
        var request = Calls.Post(Url, "senderId=INFORA&phoneNumber=%2B254712345678");

        var report = await Provider().ReportAsync(request);

        report.Should().Be(new DeliveryReport(ReportKind.Unsubscribed, Calls.Now)
        {
            Recipient = "+254712345678",
            ProviderEvent = "opt_out",
            Detail = "from messages of INFORA",
        });
        (await Provider().ReportAsync(request with { ReceivedAt = Calls.Now.AddDays(30) })).OccurredAt.Should().Be(Calls.Now.AddDays(30));
    }

    [Theory]
    [InlineData("2026-11-22T10:29:58Z")]
    [InlineData("2026-11-22 10:29:58")]
    [InlineData("2026-11-22T13:29:58+03:00")]
    public async Task ReadAsync_ReadsAnAnswer(string date)
    {
        var report = await Provider().ReportAsync(Calls.PostForm(Url, Calls.Fields(
            ("linkId", "abc"), ("text", "STOP*456*9*5#"), ("to", "40404"), ("id", "b1"), ("date", date), ("from", "+254712345678"), ("networkCode", "63902"))));

        report.Should().Be(new DeliveryReport(ReportKind.Replied, new DateTimeOffset(2026, 11, 22, 10, 29, 58, TimeSpan.Zero))
        {
            Recipient = "+254712345678",
            ProviderEvent = "incoming",
            ProviderEventId = "b1",
            Reply = "STOP*456*9*5#",
        });
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("0001-01-01 00:00:00")]
    [InlineData("9999-12-31 23:59:59")]
    [InlineData("")]
    public async Task ReadAsync_TakesTheTimeOfReceipt_WhereThatOfAnAnswerIsNotCredible(string date) =>
        (await Provider().ReportAsync(Calls.PostForm(Url, Calls.Fields(("text", "hi"), ("date", date), ("from", "+254712345678"))))).OccurredAt.Should().Be(Calls.Now);

    [Theory]
    [InlineData("+254712345678", "+254712345678")]
    [InlineData(" 254712345678", "+254712345678")]
    [InlineData("254712345678", "+254712345678")]
    [InlineData("00254712345678", "+254712345678")]
    [InlineData("0712345678", null)]
    [InlineData("40404", null)]
    [InlineData("AFRICASTKNG", null)]
    [InlineData("2547123456781234", null)]
    [InlineData("٢٥٤٧١٢٣٤٥٦٧٨", null)]
    public async Task ReadAsync_WritesNumbersInOneWay(string written, string? number) =>
        (await Provider().ReportAsync(Calls.PostForm(Url, Calls.Fields(("id", Id), ("status", "Success"), ("phoneNumber", written))))).Recipient.Should().Be(number);

    [Fact]
    public async Task ReadAsync_ReadsTheSame_WhenItIsReplayed()
    {
        var first = await Provider().ReportAsync(Status("Failed", "UserIsInactive"));
        var again = await Provider().ReportAsync(Status("Failed", "UserIsInactive") with { ReceivedAt = Calls.Now.AddHours(3) });

        again.Should().Be(first with { OccurredAt = Calls.Now.AddHours(3) });
        again.ProviderEventId.Should().NotBeNull();
        (await Provider().ReportAsync(Status("Success"))).ProviderEventId.Should().NotBe(first.ProviderEventId);
    }

    [Fact]
    public async Task ReadAsync_ReadsJsonToo()
    {
        var report = await Provider().ReportAsync(Calls.PostJson(Url, $$"""{"phoneNumber":254712345678,"id":"{{Id}}","status":"Success","failureReason":null,"retryCount":0}"""));

        report.Should().BeEquivalentTo(new { Kind = ReportKind.Delivered, ProviderMessageId = Id, Recipient = "+254712345678" });
    }

    [Theory]
    [InlineData("")]
    [InlineData("status=Success&phoneNumber=%2B254712345678")]
    [InlineData("id=ATXid_1&phoneNumber=%2B254712345678")]
    [InlineData("phoneNumber=%2B254712345678")]
    [InlineData("senderId=INFORA")]
    [InlineData("senderId=INFORA&phoneNumber=nobody")]
    [InlineData("text=STOP")]
    public async Task ReadAsync_DoesNotUnderstandWhatIsNoneOfThem(string body) =>
        (await Provider().OutcomeAsync(Calls.Post(Url, body))).Should().Be(WebhookOutcome.Unreadable);

    [Theory]
    [InlineData("")]
    [InlineData("{\"id\":")]
    [InlineData("[]")]
    public async Task ReadAsync_DoesNotUnderstandBrokenJson(string body) =>
        (await Provider().OutcomeAsync(Calls.PostJson(Url, body))).Should().Be(WebhookOutcome.Unreadable);

    [Fact]
    public void ReadAsync_NeverThrows() => Mutations.Check(
        Provider(),
        [
            Status("Success"),
            Status("Failed", "UserInBlackList"),
            Calls.Post(Url, "senderId=INFORA&phoneNumber=%2B254712345678"),
            Calls.PostForm(Url, Calls.Fields(("text", "STOP"), ("date", "2026-11-22 10:29:58"), ("from", "+254712345678"))),
        ],
        sign: null);

    private AfricasTalkingProvider Provider() =>
        new(new AfricasTalkingOptions { ApiKey = AfricasTalkingHost.ApiKey, Username = "inforabilling", SenderId = "INFORA" }, _http.Client);

    private static WebhookRequest Status(string status, string? reason = null)
    {
        var fields = Calls.Fields(("phoneNumber", "+254712345678"), ("retryCount", "0"), ("id", Id), ("status", status), ("networkCode", "63902"));
        if (reason is not null)
        {
            fields["failureReason"] = reason;
        }

        return Calls.PostForm(Url, fields);
    }
}
