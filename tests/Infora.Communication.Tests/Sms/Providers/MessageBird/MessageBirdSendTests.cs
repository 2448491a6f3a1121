using Infora.Communication.Tests.Providers.Http;
using Infora.Communication.TestSupport.Http;

namespace Infora.Communication.Tests.Sms.Providers.MessageBird;

public sealed class MessageBirdSendTests : IDisposable
{
    private readonly MessageBirdHost _bird = new();

    public void Dispose() => _bird.Dispose();

    [Fact]
    public async Task SendAsync_SendsTheWholeRequest()
    {
        _bird.Server.Answer(201, MessageBirdHost.Accepted);
        var message = MessageBirdHost.Message("Hi \"you\" & bye\n100% ü+€ 🙏") with { StatusCallback = new Uri("https://cb.example.co.ke/sms/7/k7Qd?a=b c") };

        var result = await _bird.Provider().SendAsync(message, default);

        result.Status.Should().Be(SendStatus.Sent);
        var request = _bird.Server.Request;
        request.Method.Should().Be("POST");
        request.Path.Should().Be("/messages");
        request.Url.Should().NotContain("?");
        request.Body.Should().Be(
            """{"originator":"INFORA","recipients":["254712000111"],"body":"Hi \"you\" & bye\n100% ü+€ \uD83D\uDE4F","datacoding":"auto" """.TrimEnd() +
            $$""","reference":"{{MessageBirdHost.Id}}","reportUrl":"https://cb.example.co.ke/sms/7/k7Qd?a=b%20c"}""");
        request.Headers!.Keys.Should().BeEquivalentTo("Host", "Authorization", "Accept", "User-Agent", "Content-Type", "Content-Length");
        request.Headers["Content-Type"].Should().Equal("application/json");
        request.Headers["Accept"].Should().Equal("application/json");
        request.Headers["Authorization"].Should().Equal($"AccessKey {MessageBirdHost.ApiKey}");
    }

    [Theory]
    [InlineData("+14155550123", "14155550123")]
    [InlineData("40404", "40404")]
    [InlineData("Infora Co", "Infora Co")]
    public async Task SendAsync_SendsNumbersWithoutPlusAndNamesAsTheyAre(string senderId, string expected)
    {
        _bird.Server.Answer(201, MessageBirdHost.Accepted);

        await _bird.SendAsync(options => options.SenderId = senderId);

        _bird.Server.Request.Body.Should().StartWith($$"""{"originator":"{{expected}}",""").And.NotContain("reportUrl");
    }

    [Fact]
    public async Task SendAsync_IsOfMessageBirdsHost_UnlessARootIsConfigured()
    {
        _bird.Server.Answer(201, MessageBirdHost.Accepted);

        await _bird.SendAsync(options => options.BaseUrl = new Uri(_bird.Server.Root, "/proxy/"));

        _bird.Server.Request.Path.Should().Be("/proxy/messages");
        using var request = new Communication.Sms.Providers.MessageBird.MessageBirdApi(new() { ApiKey = "k" }).CreateMessage([MessageBirdHost.Message()]);
        request.RequestUri!.AbsoluteUri.Should().Be("https://rest.messagebird.com/messages");
    }

    [Theory]
    [InlineData(201, """{"recipient":254712000111,"status":"sent","messagePartCount":2}""", 2, null)]
    [InlineData(200, """{"recipient":"254712000111","status":"buffered","messagePartCount":"3"}""", 3, null)]
    [InlineData(202, """{"recipient":"+254712000111","status":"scheduled","messagePartCount":null}""", null, null)]
    [InlineData(201, """{"recipient":254712000111,"status":"a new word","messagePartCount":1,"price":{"amount":0.07,"currency":"eur"}}""", 1, "0.07")]
    [InlineData(201, """{"recipient":254799999999,"status":"sent","messagePartCount":7}""", null, null)]
    public async Task SendAsync_ReadsPartsAndPrice_HoweverTheyAreWritten(int status, string recipient, int? segments, string? price)
    {
        _bird.Server.Answer(status, $$"""{"id":"m1","recipients":{"items":[ {{recipient}} ]} }""");

        var result = await _bird.SendAsync();

        result.Status.Should().Be(SendStatus.Sent);
        result.MessageId.Should().Be("m1");
        result.Segments.Should().Be(segments);
        result.Price.Should().Be(price is null ? null : new Money(decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture), "EUR"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"id\":null}")]
    [InlineData("{\"id\":")]
    [InlineData("<html>Sign in to the network</html>")]
    public async Task SendAsync_IsUncertain_WhenTheAnswerOfSuccessHasNoId(string body)
    {
        _bird.Server.Answer(201, body);

        var result = await _bird.SendAsync();

        result.Status.Should().Be(SendStatus.Uncertain);
        result.Error!.Code.Should().Be(ErrorCode.Uncertain);
    }

    [Fact]
    public async Task SendAsync_IsRejectedUnsent_WhenTheTextIsTooLong()
    {
        var longest = MessageBirdHost.Message(new string('a', 9 * 153));
        _bird.Server.Answer(201, MessageBirdHost.Accepted);

        var fits = await _bird.Provider().SendAsync(longest, default);
        var tooLong = await _bird.Provider().SendAsync(MessageBirdHost.Message(longest.Body + "a"), default);

        fits.Status.Should().Be(SendStatus.Sent);
        tooLong.Status.Should().Be(SendStatus.Rejected);
        tooLong.Error!.Code.Should().Be(ErrorCode.InvalidContent);
        _bird.Server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task SendAsync_IsUncertain_WhenTheAnswerBreaksOff()
    {
        await using var broken = ScriptedHttpServer.Start(HttpAnswer.ResetInBody(201, MessageBirdHost.Accepted, bodyBytes: 30));

        var result = await _bird.SendAsync(options => options.BaseUrl = broken.BaseAddress);

        result.Status.Should().Be(SendStatus.Uncertain);
        broken.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task SendAsync_IsUnavailable_WhenTheConnectionIsRefused()
    {
        var result = await _bird.SendAsync(options => options.BaseUrl = ProviderHttpHost.Refusing());

        result.Status.Should().Be(SendStatus.Unavailable);
    }

    [Fact]
    public async Task SendAsync_ManyAtOnce_KeepsMessagesApart()
    {
        _bird.Server.Answer(201, MessageBirdHost.Accepted);
        var provider = _bird.Provider();

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => provider.SendAsync(MessageBirdHost.Message($"no {number}."), default)));

        results.Should().OnlyContain(result => result.Status == SendStatus.Sent);
        _bird.Server.Requests.Select(request => request.Body).Should().OnlyHaveUniqueItems().And.HaveCount(50);
    }
}
