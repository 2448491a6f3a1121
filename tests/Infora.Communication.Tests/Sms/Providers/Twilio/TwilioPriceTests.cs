using System.Net;
using System.Text;
using Infora.Communication.Reports;
using Infora.Communication.Sms;
using Infora.Communication.Sms.Providers.Twilio;
using Infora.Communication.Sms.Providers.Twilio.Webhooks;
using Infora.Communication.Tests.Providers.Http;

namespace Infora.Communication.Tests.Sms.Providers.Twilio;

public sealed class TwilioPriceTests : IDisposable
{
    private const string Sid = "SM6a000000000000000000000000000000";
    private const string MessagePath = $"/2010-04-01/Accounts/{TwilioHost.AccountSid}/Messages/{Sid}.json";

    private readonly TwilioHost _twilio = new();

    public void Dispose() => _twilio.Dispose();

    [Fact]
    public async Task GetPriceAsync_SendsTheWholeRequest()
    {
        Answer("\"-0.00750\"", "\"USD\"", 1);

        await GetPriceAsync();

        var request = _twilio.Server.Request;
        request.Method.Should().Be("GET");
        request.Path.Should().Be(MessagePath);
        request.Url.Should().NotContain("?");
        request.Body.Should().BeNullOrEmpty();
        request.Headers!.Keys.Should().BeEquivalentTo("Host", "Authorization", "Accept", "User-Agent");
        request.Headers["Accept"].Should().Equal("application/json");
        request.Headers["Authorization"].Should().Equal(Basic(TwilioHost.AccountSid, TwilioHost.AuthToken));
    }

    [Fact]
    public async Task GetPriceAsync_UsesTheKeyThatMessagesAreSentWith()
    {
        Answer("\"-0.00750\"", "\"USD\"", 1);

        await GetPriceAsync(options => (options.ApiKey, options.ApiSecret) = ("SK22", "k3y-s3cret"));

        _twilio.Server.Request.Path.Should().Be(MessagePath);
        _twilio.Server.Request.Headers!["Authorization"].Should().Equal(Basic("SK22", "k3y-s3cret"));
    }

    [Theory]
    [InlineData("\"-0.00750\"", "\"USD\"", "0.0075", "USD")]
    [InlineData("\"-0.00750\"", "\"usd\"", "0.0075", "USD")]
    [InlineData("-1.5", "\"EUR\"", "1.5", "EUR")]
    [InlineData("\"0.00000\"", "\"USD\"", "0", "USD")]
    public async Task GetPriceAsync_GivesWhatTwilioTookOffTheBalance(string price, string unit, string amount, string currency)
    {
        Answer(price, unit, 2);

        (await GetPriceAsync()).Should().BeEquivalentTo(new { Price = new Money(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency), Segments = 2 });
    }

    [Theory]
    [InlineData("null", "null")]
    [InlineData("null", "\"USD\"")]
    [InlineData("\"-0.00750\"", "null")]
    public async Task GetPriceAsync_GivesTheSegmentsAlone_WhileThereIsNoPrice(string price, string unit)
    {
        Answer(price, unit, 2);

        (await GetPriceAsync()).Should().BeEquivalentTo(new { Price = (Money?)null, Segments = 2 });
    }

    [Fact]
    public async Task GetPriceAsync_GivesNothing_WhileTwilioSaysNothing()
    {
        _twilio.Server.Answer(200, $$"""{"sid":"{{Sid}}","status":null,"num_segments":"0","price":null,"price_unit":null}""");

        (await GetPriceAsync()).Should().BeNull();
    }

    [Theory]
    [InlineData("accepted", ReportKind.Queued)]
    [InlineData("sent", ReportKind.Sent)]
    [InlineData("delivered", ReportKind.Delivered)]
    [InlineData("melted", ReportKind.Unknown)]
    public async Task GetPriceAsync_TellsWhereTheMessageStands_AsACallbackDoes(string status, ReportKind kind)
    {
        Answer("null", "null", 0, status);

        var price = await GetPriceAsync();

        price.Should().BeEquivalentTo(new { Price = (Money?)null, Segments = (int?)null });
        price!.Reports.Should().Equal(new DeliveryReport(kind, new DateTimeOffset(2026, 11, 22, 9, 15, 7, TimeSpan.Zero))
        {
            ProviderMessageId = Sid,
            Recipient = "+254712000111",
            ProviderEvent = status,
            ProviderEventId = $"{Sid}/{status}",
        });
    }

    [Fact]
    public async Task GetPriceAsync_TellsWhyTheMessageFailed()
    {
        Answer("\"-0.00750\"", "\"USD\"", 1, "undelivered", "30005");

        (await GetPriceAsync())!.Reports.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { Kind = ReportKind.Failed, Error = new { Code = ErrorCode.InvalidRecipient, Permanent = true, ProviderCode = "30005" } });
    }

    [Fact]
    public async Task GetPriceAsync_TellsNoState_WithoutItsTime()
    {
        _twilio.Server.Answer(200, $$"""{"sid":"{{Sid}}","status":"delivered","num_segments":"1","price":null}""");

        (await GetPriceAsync()).Should().Be(new SmsPrice(null, 1));
    }

    [Theory]
    [InlineData(404, """{"code":20404,"message":"The requested resource /2010-04-01/Accounts/AC0f0f/Messages/SM6a.json was not found","status":404}""", "404", "20404")]
    [InlineData(429, """{"code":20429,"message":"Too many requests"}""", "429", "20429")]
    [InlineData(401, """{"code":20003,"message":"Authenticate s3cr3t-auth-token"}""", "401", "20003")]
    [InlineData(503, "<html>", "503", "none")]
    [InlineData(200, "<html>", "200", "none")]
    [InlineData(200, "[]", "200", "none")]
    public async Task GetPriceAsync_SaysWhatTwilioAnswered_WhenItIsNotTheMessage(int status, string body, string said, string code)
    {
        _twilio.Server.Answer(status, body);

        var asking = () => GetPriceAsync();

        var thrown = (await asking.Should().ThrowAsync<HttpRequestException>()).Which;
        thrown.StatusCode.Should().Be((HttpStatusCode)status);
        thrown.Message.Should().Be($"Twilio answered {said} without the message, code {code}.");
        _twilio.Server.Requests.Should().HaveCount(status is 429 ? 3 : 1);
        _twilio.Http.LogText.Should().NotContainAny(TwilioHost.AuthToken, TwilioHost.AccountSid, Sid);
    }

    [Fact]
    public async Task GetPriceAsync_Throws_WhenTwilioCannotBeReached()
    {
        var asking = () => GetPriceAsync(options => options.BaseUrl = ProviderHttpHost.Refusing());

        (await asking.Should().ThrowAsync<HttpRequestException>()).WithMessage("No connection to 127.0.0.1 could be made.");
    }

    [Fact]
    public async Task GetPriceAsync_IsCancelled_WithItsToken()
    {
        Answer("null", "null", 0);
        var provider = (ISmsPriceProvider)_twilio.Provider();

        var asking = () => provider.GetPriceAsync(Sid, new CancellationToken(canceled: true));

        await asking.Should().ThrowAsync<OperationCanceledException>();
    }

    private Task<SmsPrice?> GetPriceAsync(Action<TwilioOptions>? configure = null) =>
        ((ISmsPriceProvider)_twilio.Provider(configure)).GetPriceAsync(Sid, CancellationToken.None);

    private void Answer(string price, string unit, int segments, string status = "delivered", string errorCode = "null") => _twilio.Server.Answer(200, $$"""
        {"sid":"{{Sid}}","account_sid":"AC0f","to":"+254712000111","from":"+14155550123","status":"{{status}}","num_segments":"{{segments}}",
         "price":{{price}},"price_unit":{{unit}},"error_code":{{errorCode}},"error_message":null,"date_sent":"Sun, 22 Nov 2026 09:15:02 +0000",
         "date_updated":"Sun, 22 Nov 2026 09:15:07 +0000"}
        """);

    private static string Basic(string user, string password) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
}
