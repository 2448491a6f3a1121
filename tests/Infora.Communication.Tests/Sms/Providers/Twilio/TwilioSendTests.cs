using System.Text;
using Infora.Communication.Sms.Providers.Twilio;
using Infora.Communication.TestSupport.Http;

namespace Infora.Communication.Tests.Sms.Providers.Twilio;

public sealed class TwilioSendTests : IDisposable
{
    private const string Accepted = """
        {"sid":"SM6a000000000000000000000000000000","account_sid":"AC0f","to":"+254712000111","from":"+14155550123","status":"queued",
         "num_segments":"1","price":null,"price_unit":"USD","error_code":null,"error_message":null,"uri":"/2010-04-01/x.json"}
        """;

    private readonly TwilioHost _twilio = new();

    public void Dispose() => _twilio.Dispose();

    [Fact]
    public async Task SendAsync_SendsTheWholeRequest()
    {
        _twilio.Server.Answer(201, Accepted);
        var message = TwilioHost.Message("Hi & bye: 100% ü+€") with { StatusCallback = new Uri("https://cb.example.co.ke/sms/7/k7Qd?a=b c") };

        var result = await _twilio.Provider().SendAsync(message, default);

        result.Status.Should().Be(SendStatus.Sent);
        var request = _twilio.Server.Request;
        request.Method.Should().Be("POST");
        request.Path.Should().Be(TwilioHost.MessagesPath);
        request.Url.Should().NotContain("?");
        request.Body.Should().Be(
            "To=%2B254712000111&From=%2B14155550123&Body=Hi+%26+bye%3A+100%25+%C3%BC%2B%E2%82%AC" +
            "&StatusCallback=https%3A%2F%2Fcb.example.co.ke%2Fsms%2F7%2Fk7Qd%3Fa%3Db%2520c");
        request.Headers!.Keys.Should().BeEquivalentTo("Host", "Authorization", "Accept", "User-Agent", "Content-Type", "Content-Length");
        request.Headers["Content-Type"].Should().Equal("application/x-www-form-urlencoded");
        request.Headers["Accept"].Should().Equal("application/json");
        request.Headers["Authorization"].Should().Equal(Basic(TwilioHost.AccountSid, TwilioHost.AuthToken));
    }

    [Fact]
    public async Task SendAsync_NamesTheServiceInsteadOfANumber_WhenTheSenderIsAMessagingService()
    {
        _twilio.Server.Answer(201, Accepted);

        await _twilio.SendAsync(options => options.SenderId = "MG11111111111111111111111111111111");

        _twilio.Server.Request.Body.Should().Be(
            "To=%2B254712000111&MessagingServiceSid=MG11111111111111111111111111111111&Body=Invoice+INV-204+of+KES+2%2C500+is+due");
    }

    [Theory]
    [InlineData("INFORA WiFi", "From=INFORA+WiFi")]
    [InlineData("MGroup", "From=MGroup")]
    [InlineData("40404", "From=40404")]
    public async Task SendAsync_SendsTheSenderAsItIs_WhenItIsANameOrShortCode(string senderId, string expected)
    {
        _twilio.Server.Answer(201, Accepted);

        await _twilio.SendAsync(options => options.SenderId = senderId);

        _twilio.Server.Request.Body.Should().Contain($"&{expected}&Body=");
    }

    [Fact]
    public async Task SendAsync_SignsInWithTheApiKey_WhenThereIsOne()
    {
        _twilio.Server.Answer(201, Accepted);

        await _twilio.SendAsync(options => (options.ApiKey, options.ApiSecret) = ("SK22", "k3y-s3cret"));

        var request = _twilio.Server.Request;
        request.Path.Should().Be(TwilioHost.MessagesPath, "the account stays in the path");
        request.Headers!["Authorization"].Should().Equal(Basic("SK22", "k3y-s3cret"));
    }

    [Fact]
    public async Task SendAsync_KeepsThePathOfTheBaseUrlAndEscapesTheAccount()
    {
        _twilio.Server.Answer(201, Accepted);

        await _twilio.SendAsync(options => (options.BaseUrl, options.AccountSid) = (new Uri(_twilio.Server.Root, "/proxy/twilio/?ignored=1"), "your/account sid"));

        new Uri(_twilio.Server.Request.Url!).AbsolutePath.Should().Be("/proxy/twilio/2010-04-01/Accounts/your%2Faccount%20sid/Messages.json");
    }

    [Theory]
    [InlineData(null, null, "api.twilio.com")]
    [InlineData("ie1", null, "api.ie1.twilio.com")]
    [InlineData(null, "johannesburg", "api.johannesburg.us1.twilio.com")]
    [InlineData("au1", "sydney", "api.sydney.au1.twilio.com")]
    public void Api_IsWhereRegionAndEdgeSay(string? region, string? edge, string host)
    {
        var api = new TwilioApi(new TwilioOptions { AccountSid = TwilioHost.AccountSid, AuthToken = "t", Region = region, Edge = edge });

        using var request = api.CreateMessage(TwilioHost.Message());

        request.RequestUri!.AbsoluteUri.Should().Be($"https://{host}{TwilioHost.MessagesPath}");
    }

    [Theory]
    [InlineData(""" "num_segments":"2","price":"-0.00750","price_unit":"usd" """, 2, "0.00750 USD")]
    [InlineData(""" "num_segments":3,"price":-0.5,"price_unit":"KES" """, 3, "0.5000 KES")]
    [InlineData(""" "num_segments":"0","price":null,"price_unit":null """, null, null)]
    [InlineData(""" "num_segments":null,"price":"0","price_unit":"USD" """, null, "0.0000 USD")]
    [InlineData(""" "num_segments":{},"price":"free","price_unit":"USD" """, null, null)]
    [InlineData(""" "price":"-1" """, null, null)]
    public async Task SendAsync_ReadsSegmentsAndPrice_HoweverTheyAreWritten(string fields, int? segments, string? price)
    {
        _twilio.Server.Answer(201, $$"""{"sid":"SM1","status":"accepted",{{fields}}}""");

        var result = await _twilio.SendAsync();

        result.Status.Should().Be(SendStatus.Sent);
        result.MessageId.Should().Be("SM1");
        result.Segments.Should().Be(segments);
        (result.Price?.Amount).Should().Be(price is null ? null : decimal.Parse(price.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
        (result.Price?.Currency).Should().Be(price?.Split(' ')[1]);
    }

    [Theory]
    [InlineData(201, "")]
    [InlineData(201, "{\"status\":\"queued\"}")]
    [InlineData(200, "<html>Sign in to the network</html>")]
    [InlineData(201, "{\"sid\":")]
    public async Task SendAsync_IsUncertain_WhenTheAnswerOfSuccessHasNoId(int status, string body)
    {
        _twilio.Server.Answer(status, body);

        var result = await _twilio.SendAsync();

        result.Status.Should().Be(SendStatus.Uncertain);
        result.Error!.Code.Should().Be(ErrorCode.Uncertain);
    }

    [Fact]
    public async Task SendAsync_IsRejectedUnsent_WhenTheTextIsTooLong()
    {
        _twilio.Server.Answer(201, """{"sid":"SM1","status":"queued"}""");

        var most = await _twilio.Provider().SendAsync(TwilioHost.Message(new string('a', 1600)), default);
        var tooLong = await _twilio.Provider().SendAsync(TwilioHost.Message(new string('a', 1601)), default);

        most.Status.Should().Be(SendStatus.Sent);
        tooLong.Should().BeEquivalentTo(new { Status = SendStatus.Rejected, Error = new { Code = ErrorCode.InvalidContent, Permanent = true } });
        tooLong.Error!.Message.Should().Contain("1600").And.Contain("1601");
        _twilio.Server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task SendAsync_IsUncertain_WhenTheAnswerBreaksOff()
    {
        await using var broken = ScriptedHttpServer.Start(HttpAnswer.ResetInBody(201, Accepted, bodyBytes: 30));

        var result = await _twilio.SendAsync(options => options.BaseUrl = broken.BaseAddress);

        result.Status.Should().Be(SendStatus.Uncertain);
        broken.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task SendAsync_IsUnavailable_WhenTheConnectionIsRefused()
    {
        var result = await _twilio.SendAsync(options => options.BaseUrl = Tests.Providers.Http.ProviderHttpHost.Refusing());

        result.Status.Should().Be(SendStatus.Unavailable);
        result.Error!.Code.Should().Be(ErrorCode.Unavailable);
        _twilio.Http.Time.Waits.Should().HaveCount(2);
    }

    [Fact]
    public async Task SendAsync_ManyAtOnce_KeepsMessagesApart()
    {
        _twilio.Server.Answer(201, Accepted);
        var provider = _twilio.Provider();

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => provider.SendAsync(TwilioHost.Message($"no {number}."), default)));

        results.Should().OnlyContain(result => result.Status == SendStatus.Sent);
        _twilio.Server.Requests.Select(request => request.Body).Should().OnlyHaveUniqueItems().And.HaveCount(50);
    }

    private static string Basic(string user, string password) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
}
