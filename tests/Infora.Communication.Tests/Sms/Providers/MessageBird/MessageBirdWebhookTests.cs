using System.Text;
using System.Text.Json;
using Infora.Communication.Reports;
using Infora.Communication.Sms.Providers.MessageBird;
using Infora.Communication.Tests.Providers.Http;
using Infora.Communication.Tests.Reports;

namespace Infora.Communication.Tests.Sms.Providers.MessageBird;

public sealed class MessageBirdWebhookTests : IDisposable
{
    private const string Id = "7b2c0000000000000000000000000000";
    private const string Url = $"https://bill.example.co.ke/api/communication/webhooks/sms/7/k7Qd?message={MessageBirdHost.Id}";
    private const string Key = "PlLrKaqvZNRR5zAjm42ZT6q1SQxgbbGd";
    private const string NewerKey = "9Xn7hkWqvZNRR5zAjm42ZT6q1SQxgbb2";
    private const string Header = "MessageBird-Signature-JWT";

    private readonly ProviderHttpHost _http = new();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("scheduled", ReportKind.Queued)]
    [InlineData("sent", ReportKind.Sent)]
    [InlineData("buffered", ReportKind.Sent)]
    [InlineData("delivered", ReportKind.Delivered)]
    [InlineData("DELIVERED", ReportKind.Delivered)]
    [InlineData("carried", ReportKind.Unknown)]
    public async Task ReadAsync_GivesTheKindOfEachStatus(string status, ReportKind kind)
    {
        var report = await Provider().ReportAsync(Status(status));

        report.Should().Be(new DeliveryReport(kind, new DateTimeOffset(2026, 11, 22, 10, 30, 5, TimeSpan.Zero))
        {
            MessageId = Guid.Parse(MessageBirdHost.Id),
            ProviderMessageId = Id,
            Recipient = "+254712345678",
            ProviderEvent = status.ToLowerInvariant(),
            ProviderEventId = $"{Id}/+254712345678/{status.ToLowerInvariant()}",
            Price = new Money(0.075m, "EUR"),
            Segments = 2,
        });
    }

    [Theory]
    [InlineData("delivery_failed", "1", "unknown subscriber", ErrorCode.InvalidRecipient, true)]
    [InlineData("delivery_failed", "103", "opted out", ErrorCode.OptedOut, true)]
    [InlineData("delivery_failed", "2", "unknown base station", ErrorCode.Unknown, false)]
    [InlineData("delivery_failed", "34", "system failure", ErrorCode.Unknown, false)]
    [InlineData("delivery_failed", "8", "Message filtered", ErrorCode.Blocked, true)]
    [InlineData("delivery_failed", "0", "", ErrorCode.Unknown, false)]
    [InlineData("delivery_failed", "x", "", ErrorCode.Unknown, false)]
    [InlineData("expired", "0", "expired", ErrorCode.Expired, false)]
    [InlineData("expired", "1", "unknown subscriber", ErrorCode.InvalidRecipient, true)]
    [InlineData("deleted", "0", "", ErrorCode.Unknown, false)]
    public async Task ReadAsync_SaysWhyAMessageFailed(string status, string errorCode, string reason, ErrorCode code, bool permanent)
    {
        var report = await Provider().ReportAsync(Status(status, ("statusErrorCode", errorCode), ("statusReason", reason)));

        report.Kind.Should().Be(ReportKind.Failed);
        report.Error.Should().NotBeNull();
        report.Error!.Code.Should().Be(code);
        report.Error.Permanent.Should().Be(permanent);
        report.Error.ProviderCode.Should().Be(errorCode is "0" or "x" ? null : errorCode);
        report.Error.Message.Should().StartWith("MessageBird reports").And.EndWith(reason is "" || status is "deleted" ? "" : $": {reason}");
        report.Refusal.Should().Be(code is ErrorCode.OptedOut ? RecipientRefusal.Unsubscribed : null);
    }

    [Fact]
    public async Task ReadAsync_TellsTheRecipientsOfOneRequestApart()
    {
        var first = await Provider().ReportAsync(Status("delivered", ("reference", "batch")));
        var other = await Provider().ReportAsync(Status("delivered", ("reference", "batch"), ("recipient", "254733000222")));

        first.MessageId.Should().BeNull();
        other.Should().Be(first with { Recipient = "+254733000222", ProviderEventId = $"{Id}/+254733000222/delivered" });
    }

    [Theory]
    [InlineData("", "EUR")]
    [InlineData("dear", "EUR")]
    [InlineData("-1", "EUR")]
    [InlineData("0.1", "")]
    [InlineData("0.1", "E1R")]
    public async Task ReadAsync_HasNoPrice_WhereItIsNone(string amount, string currency) =>
        (await Provider().ReportAsync(Status("delivered", ("price[amount]", amount), ("price[currency]", currency)))).Price.Should().BeNull();

    [Theory]
    [InlineData("2026-11-22T10:30:05+00:00")]
    [InlineData("20261122103005")]
    public async Task ReadAsync_ReadsAnAnswer_InEachFormat(string createdAt)
    {
        var answer = Calls.Fields(("id", "mo-1"), ("originator", "254712345678"), ("recipient", "254700000000"), ("body", "Stop!"), ("createdDatetime", createdAt));
        var expected = new DeliveryReport(ReportKind.Replied, new DateTimeOffset(2026, 11, 22, 10, 30, 5, TimeSpan.Zero))
        {
            Recipient = "+254712345678",
            ProviderEvent = "inbound",
            ProviderEventId = "mo-1",
            Reply = "Stop!",
        };

        (await Provider().ReportAsync(Sign(Calls.Get($"{Url}&{Calls.Encode(answer)}")))).Should().Be(expected);
        (await Provider().ReportAsync(Sign(Calls.PostForm(Url, answer)))).Should().Be(expected);
        (await Provider().ReportAsync(Sign(Calls.PostJson(Url, JsonSerializer.Serialize(answer))))).Should().Be(expected);
    }

    [Fact]
    public async Task ReadAsync_ReadsAnAnswerThatIsNamedInTheOldWay_AndOneWithoutText()
    {
        (await Provider().ReportAsync(Sign(Calls.Get($"{Url}&originator=254712345678&payload=Asante")))).Reply.Should().Be("Asante");
        (await Provider().ReportAsync(Sign(Calls.Get($"{Url}&originator=254712345678&body=")))).Reply.Should().BeEmpty();
    }

    [Fact]
    public async Task ReadAsync_ReadsTheSame_WhenItIsReplayed()
    {
        var status = Status("delivery_failed");

        var first = await Provider().ReportAsync(status);
        var again = await Provider().ReportAsync(status with { ReceivedAt = Calls.Now.AddSeconds(50) });
        var anew = await Provider().ReportAsync(Sign(status with { ReceivedAt = Calls.Now.AddHours(3) }));

        again.Should().Be(first);
        anew.Should().Be(first);
        first.ProviderEventId.Should().NotBeNull();
    }

    [Theory]
    [InlineData("HS256")]
    [InlineData("HS384")]
    [InlineData("HS512")]
    public async Task ReadAsync_AcceptsTheAlgorithmsOfMessageBird(string algorithm) =>
        (await Provider().OutcomeAsync(Sign(Status("delivered"), algorithm: algorithm))).Should().Be(WebhookOutcome.Accepted);

    [Fact]
    public async Task ReadAsync_RefusesWhatIsNotSigned()
    {
        var genuine = Status("delivered");
        var token = genuine.Header(Header)!;
        async Task RefusedAsync(WebhookRequest request) => (await Provider().OutcomeAsync(request)).Should().Be(WebhookOutcome.Refused);
        WebhookRequest With(string header) => genuine.Without(Header).With(Header, header);

        await RefusedAsync(genuine.Without(Header));
        await RefusedAsync(genuine.With(Header, token));
        await RefusedAsync(With(""));
        await RefusedAsync(With("a.b"));
        await RefusedAsync(With("a.b.c.d"));
        await RefusedAsync(With("%.%.%"));
        await RefusedAsync(With(token[..^4]));
        await RefusedAsync(With($"{token[..token.LastIndexOf('.')]}."));
        await RefusedAsync(Sign(genuine, key: "another"));
        await RefusedAsync(Sign(genuine, key: MessageBirdHost.ApiKey));
        await RefusedAsync(Sign(genuine, algorithm: "none"));
        await RefusedAsync(With(Tokens.Sign("{}", Key, """{"alg":"RS256"}""", "HS256")));
        await RefusedAsync(With(Tokens.Sign("null", Key, """{"alg":"HS256"}""", "HS256")));
        await RefusedAsync(Sign(genuine, claims => claims["iss"] = "MessageBrid"));
        await RefusedAsync(Sign(genuine, claims => claims.Remove("jti")));
        await RefusedAsync(Sign(genuine, claims => claims.Remove("nbf")));
        await RefusedAsync(Sign(genuine, claims => claims.Remove("exp")));
        await RefusedAsync(Sign(genuine, claims => claims["exp"] = "soon"));
        await RefusedAsync(Sign(genuine, claims => claims.Remove("url_hash")));
        await RefusedAsync(Sign(genuine, claims => claims["payload_hash"] = Tokens.Hash("")));
        (await Provider().OutcomeAsync(genuine)).Should().Be(WebhookOutcome.Accepted);
    }

    [Theory]
    [InlineData(60, WebhookOutcome.Accepted)]
    [InlineData(61, WebhookOutcome.Accepted)]
    [InlineData(62, WebhookOutcome.Refused)]
    [InlineData(-1, WebhookOutcome.Accepted)]
    [InlineData(-2, WebhookOutcome.Refused)]
    public async Task ReadAsync_RefusesWhatWasSignedTooLongAgo_OrInTheFuture(int seconds, WebhookOutcome outcome) =>
        (await Provider().OutcomeAsync(Status("delivered") with { ReceivedAt = Calls.Now.AddSeconds(seconds) })).Should().Be(outcome);

    [Fact]
    public async Task ReadAsync_RefusesAnotherAddress()
    {
        var genuine = Status("delivered");
        foreach (var url in new[]
        {
            genuine.Url.Replace("https:", "http:", StringComparison.Ordinal),
            genuine.Url.Replace(".ke/", ".ke:443/", StringComparison.Ordinal),
            genuine.Url.Replace("%3A", ":", StringComparison.Ordinal),
            $"{Url}&{string.Join('&', genuine.Query.Split('&').Skip(1).Reverse())}",
            genuine.Url + "&",
        })
        {
            url.Should().NotBe(genuine.Url);
            (await Provider().OutcomeAsync(genuine with { Url = url })).Should().Be(WebhookOutcome.Refused);
        }
    }

    [Fact]
    public async Task ReadAsync_RefusesARequest_WithAnyByteOfItChanged()
    {
        var genuine = Status("delivered");
        for (var i = 0; i < genuine.Url.Length; i++)
        {
            var url = new StringBuilder(genuine.Url);
            url[i] ^= (char)1;
            (await Provider().OutcomeAsync(genuine with { Url = url.ToString() })).Should().Be(WebhookOutcome.Refused);
        }

        foreach (var changed in Sign(Calls.PostJson(Url, """{"originator":"254712345678","body":"STOP"}""")).WithOneByteChanged())
        {
            (await Provider().OutcomeAsync(changed)).Should().Be(WebhookOutcome.Refused);
        }
    }

    [Fact]
    public async Task ReadAsync_RefusesABodyThatTheTokenDoesNotVouchFor()
    {
        var answer = Calls.PostJson(Url, """{"originator":"254712345678","body":"STOP"}""");

        (await Provider().OutcomeAsync(Sign(answer, claims => claims.Remove("payload_hash")))).Should().Be(WebhookOutcome.Refused);
        (await Provider().OutcomeAsync(Sign(answer) with { Body = default })).Should().Be(WebhookOutcome.Refused);
        (await Provider().OutcomeAsync(Sign(answer))).Should().Be(WebhookOutcome.Accepted);
    }

    [Fact]
    public async Task ReadAsync_TakesEitherKey_WhileTheyAreChanged()
    {
        var both = Provider($"{NewerKey},{Key}");

        (await both.OutcomeAsync(Status("delivered"))).Should().Be(WebhookOutcome.Accepted);
        (await both.OutcomeAsync(Sign(Status("delivered"), key: NewerKey))).Should().Be(WebhookOutcome.Accepted);
        (await Provider().OutcomeAsync(Sign(Status("delivered"), key: NewerKey))).Should().Be(WebhookOutcome.Refused);
    }

    [Fact]
    public async Task ReadAsync_TakesWhatIsNotSigned_WhereNoKeyIsConfigured() =>
        (await Provider(key: null).ReportAsync(Status("delivered").Without(Header))).Kind.Should().Be(ReportKind.Delivered);

    [Theory]
    [InlineData("")]
    [InlineData("&id=1")]
    [InlineData("&status=delivered")]
    [InlineData("&originator=254712345678")]
    [InlineData("&body=STOP")]
    public async Task ReadAsync_DoesNotUnderstandWhatIsNeither(string query) =>
        (await Provider().OutcomeAsync(Sign(Calls.Get(Url + query)))).Should().Be(WebhookOutcome.Unreadable);

    [Fact]
    public async Task ReadAsync_DoesNotUnderstandBrokenJson() =>
        (await Provider().OutcomeAsync(Sign(Calls.PostJson(Url, """{"originator":"""))))
            .Should().Be(WebhookOutcome.Unreadable);

    [Fact]
    public void ReadAsync_NeverThrows()
    {
        WebhookRequest[] genuine =
            [Status("delivered"), Status("delivery_failed", ("statusErrorCode", "103")), Sign(Calls.PostJson(Url, """{"originator":"254712345678","body":"STOP","createdDatetime":"20261122103005"}"""))];
        Mutations.Check(Provider(), genuine, request => Sign(request));
        Mutations.Check(Provider(key: null), genuine, sign: null);
    }

    private MessageBirdProvider Provider(string? key = Key) =>
        new(new MessageBirdOptions { ApiKey = MessageBirdHost.ApiKey, SenderId = "INFORA", WebhookSecret = key }, _http.Client);

    private static WebhookRequest Status(string status, params (string Name, string Value)[] changes)
    {
        var fields = Calls.Fields(
            ("id", Id), ("reference", MessageBirdHost.Id), ("recipient", "254712345678"), ("status", status), ("statusDatetime", "2026-11-22T10:30:05+00:00"),
            ("mccmnc", "63902"), ("messageLength", "200"), ("messagePartCount", "2"), ("ported", "0"), ("price[amount]", "0.075"), ("price[currency]", "EUR"));
        foreach (var (name, value) in changes)
        {
            fields[name] = value;
        }

        return Sign(Calls.Get($"{Url}&{Calls.Encode(fields)}"));
    }

    private static WebhookRequest Sign(
        WebhookRequest request, Action<Dictionary<string, object?>>? change = null, string key = Key, string algorithm = "HS256")
    {
        var now = request.ReceivedAt.ToUnixTimeSeconds();
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = "MessageBird",
            ["nbf"] = now,
            ["exp"] = now + 60,
            ["jti"] = "e92af81c",
            ["url_hash"] = Tokens.Hash(request.Url),
        };
        if (!request.Body.IsEmpty)
        {
            claims["payload_hash"] = Tokens.Hash(request.Body.Span);
        }

        change?.Invoke(claims);
        return request.Without(Header).With(Header, Tokens.Sign(claims, key, algorithm));
    }
}
