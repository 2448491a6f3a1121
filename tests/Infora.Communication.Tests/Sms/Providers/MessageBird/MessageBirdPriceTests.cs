using System.Net;
using Infora.Communication.Reports;
using Infora.Communication.Sms;
using Infora.Communication.Sms.Providers.MessageBird;
using Infora.Communication.Tests.Providers.Http;

namespace Infora.Communication.Tests.Sms.Providers.MessageBird;

public sealed class MessageBirdPriceTests : IDisposable
{
    private const string Id = "7b2c0000000000000000000000000000";

    private const string Delivered = """
        {"recipient":254712000111,"status":"delivered","statusDatetime":"2026-11-22T09:15:02+00:00","messagePartCount":2,"price":{"amount":0.07,"currency":"EUR"}}
        """;

    private const string OptedOut = """
        {"recipient":"254733000222","status":"delivery_failed","statusDatetime":"2026-11-22T09:15:03+00:00","messagePartCount":2,
         "statusErrorCode":103,"statusReason":"opted out","price":{"amount":"0.01","currency":"eur"}}
        """;

    private static readonly DateTimeOffset DeliveredAt = new(2026, 11, 22, 9, 15, 2, TimeSpan.Zero);

    private readonly MessageBirdHost _vendor = new();

    public void Dispose() => _vendor.Dispose();

    [Fact]
    public async Task GetPriceAsync_AsksForTheMessage()
    {
        Answer(Delivered);

        await GetPriceAsync();

        var request = _vendor.Server.Request;
        request.Method.Should().Be("GET");
        request.Path.Should().Be($"/messages/{Id}");
        request.Url.Should().NotContain("?");
        request.Body.Should().BeNullOrEmpty();
        request.Headers!["Authorization"].Should().Equal($"AccessKey {MessageBirdHost.ApiKey}");
    }

    [Fact]
    public async Task GetPriceAsync_EscapesTheId()
    {
        Answer(Delivered);

        await Provider().GetPriceAsync("../balance?x", CancellationToken.None);

        _vendor.Server.Request.Url.Should().EndWith("/messages/..%2Fbalance%3Fx");
    }

    [Fact]
    public async Task GetPriceAsync_GivesPriceAndSegments_AndWhatBecameOfTheMessage()
    {
        Answer(Delivered, reference: MessageBirdHost.Id);

        var answer = await GetPriceAsync();

        answer.Should().BeEquivalentTo(new SmsPrice(new Money(0.07m, "EUR"), 2)
        {
            Reports =
            [
                new DeliveryReport(ReportKind.Delivered, DeliveredAt)
                {
                    MessageId = Guid.Parse(MessageBirdHost.Id),
                    ProviderMessageId = Id,
                    Recipient = "+254712000111",
                    ProviderEvent = "delivered",
                    ProviderEventId = $"{Id}/+254712000111/delivered",
                    Price = new Money(0.07m, "EUR"),
                    Segments = 2,
                },
            ],
        });
    }

    [Fact]
    public async Task GetPriceAsync_GivesAReportOfEachRecipient_AndNoPriceOfOne_WhereTheyShareTheId()
    {
        Answer($"{Delivered},{OptedOut}");

        var answer = await GetPriceAsync();

        answer!.Price.Should().BeNull();
        answer.Segments.Should().BeNull();
        answer.Reports.Should().OnlyContain(report => report.ProviderMessageId == Id && report.MessageId == null && report.Segments == 2);
        answer.Reports.Select(report => (report.Recipient, report.Kind, report.Price)).Should().Equal(
            ("+254712000111", ReportKind.Delivered, new Money(0.07m, "EUR")),
            ("+254733000222", ReportKind.Failed, new Money(0.01m, "EUR")));
        answer.Reports[1].Error!.Code.Should().Be(ErrorCode.OptedOut);
        answer.Reports[1].Error!.ProviderCode.Should().Be("103");
        answer.Reports[1].Refusal.Should().Be(RecipientRefusal.Unsubscribed);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","price":null""")]
    [InlineData(""","price":{"amount":0.07}""")]
    [InlineData(""","price":{"amount":-0.07,"currency":"EUR"}""")]
    [InlineData(""","price":{"amount":"dear","currency":"EUR"}""")]
    [InlineData(""","price":{"amount":0.07,"currency":"E1R"}""")]
    public async Task GetPriceAsync_GivesNoPrice_WhileThereIsNoneThatCanBe(string price)
    {
        Answer($$"""{"recipient":254712000111,"status":"sent","statusDatetime":"2026-11-22T09:15:02+00:00","messagePartCount":2{{price}}}""");

        var answer = await GetPriceAsync();

        answer!.Price.Should().BeNull();
        answer.Segments.Should().Be(2);
        answer.Reports.Should().ContainSingle().Which.Price.Should().BeNull();
    }

    [Theory]
    [InlineData(""""status":"delivered"}"""")]
    [InlineData(""""status":"delivered","statusDatetime":"soon"}"""")]
    [InlineData(""""statusDatetime":"2026-11-22T09:15:02+00:00"}"""")]
    public async Task GetPriceAsync_ReportsNothing_WhereStatusOrTimeIsMissing(string rest)
    {
        Answer($$"""{"recipient":254712000111,"messagePartCount":1,"{{rest}}""");

        var answer = await GetPriceAsync();

        answer!.Segments.Should().Be(1);
        answer.Reports.Should().BeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("null,[]")]
    [InlineData("""{"recipient":254712000111}""")]
    public async Task GetPriceAsync_GivesNothing_WhereNothingIsSaid(string recipients)
    {
        Answer(recipients);

        (await GetPriceAsync()).Should().BeNull();
    }

    [Theory]
    [InlineData(404, """{"errors":[{"code":20,"description":"message not found","parameter":"id"}]}""", "20")]
    [InlineData(401, """{"errors":[{"code":2,"description":"Request not allowed (incorrect access_key)","parameter":"access_key"}]}""", "2")]
    [InlineData(503, "<html>", "none")]
    [InlineData(200, "<html>", "none")]
    [InlineData(200, "[]", "none")]
    [InlineData(200, """{"errors":7}""", "none")]
    public async Task GetPriceAsync_SaysWhatMessageBirdAnswered_WhenItIsNotTheMessage(int status, string body, string code)
    {
        _vendor.Server.Answer(status, body);

        var asking = () => GetPriceAsync();

        var thrown = (await asking.Should().ThrowAsync<HttpRequestException>()).Which;
        thrown.StatusCode.Should().Be((HttpStatusCode)status);
        thrown.Message.Should().Be($"MessageBird answered {status} without the message, code {code}.");
        _vendor.Http.LogText.Should().NotContainAny(MessageBirdHost.ApiKey, Id);
    }

    [Fact]
    public async Task GetPriceAsync_Throws_WhenMessageBirdCannotBeReached()
    {
        var asking = () => GetPriceAsync(options => options.BaseUrl = ProviderHttpHost.Refusing());

        (await asking.Should().ThrowAsync<HttpRequestException>()).WithMessage("No connection to 127.0.0.1 could be made.");
    }

    [Fact]
    public async Task GetPriceAsync_IsCancelled_WithItsToken()
    {
        Answer(Delivered);

        var asking = () => Provider().GetPriceAsync(Id, new CancellationToken(canceled: true));

        await asking.Should().ThrowAsync<OperationCanceledException>();
    }

    private ISmsPriceProvider Provider(Action<MessageBirdOptions>? configure = null) => (ISmsPriceProvider)_vendor.Provider(configure);

    private Task<SmsPrice?> GetPriceAsync(Action<MessageBirdOptions>? configure = null) => Provider(configure).GetPriceAsync(Id, CancellationToken.None);

    private void Answer(string recipients, string reference = "batch") => _vendor.Server.Answer(
        200, $$"""{"id":"{{Id}}","direction":"mt","reference":"{{reference}}","recipients":{"totalCount":1,"items":[{{recipients}}] } }""");
}
