using Infora.Communication.Sms.Providers.AfricasTalking;
using Infora.Communication.Tests.Providers.Http;
using Infora.Communication.TestSupport.Http;

namespace Infora.Communication.Tests.Sms.Providers.AfricasTalking;

public sealed class AfricasTalkingSendTests : IDisposable
{
    private const string Taken = """ "statusCode":101,"number":"+254712000111","status":"Success","cost":"KES 0.8000","messageId":"ATXid_1","messageParts":1 """;

    private readonly AfricasTalkingHost _vendor = new();

    public void Dispose() => _vendor.Dispose();

    [Fact]
    public async Task SendAsync_SendsTheWholeRequest()
    {
        _vendor.Server.Answer(201, AfricasTalkingHost.Recipient(Taken));

        var result = await _vendor.SendAsync();

        result.Status.Should().Be(SendStatus.Sent);
        result.MessageId.Should().Be("ATXid_1");
        result.Segments.Should().Be(1);
        result.Price.Should().Be(new Money(0.8m, "KES"));
        var request = _vendor.Server.Request;
        request.Method.Should().Be("POST");
        request.Path.Should().Be("/version1/messaging");
        request.Url.Should().NotContain("?");
        request.Body.Should().Be(
            "username=inforabill&to=%2B254712000111&message=Kifurushi+chako+%2B+100%25+kimeisha&bulkSMSMode=1&from=INFORA");
        request.Headers!.Keys.Should().BeEquivalentTo("Host", "apiKey", "Accept", "User-Agent", "Content-Type", "Content-Length");
        request.Headers["apiKey"].Should().Equal(AfricasTalkingHost.ApiKey);
        request.Headers["Accept"].Should().Equal("application/json");
        request.Headers["Content-Type"].Should().Equal("application/x-www-form-urlencoded");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public async Task SendAsync_LeavesTheSenderOut_WhenNoneIsConfigured(string? senderId)
    {
        _vendor.Server.Answer(201, AfricasTalkingHost.Recipient(Taken));

        await _vendor.SendAsync(options => options.SenderId = senderId);

        _vendor.Server.Request.Body.Should().NotContain("from=");
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(true, "inforabill")]
    [InlineData(false, "Sandbox")]
    public async Task SendAsync_SendsAsTheSandbox_WhenItIsMeant(bool sandbox, string? username)
    {
        _vendor.Server.Answer(201, AfricasTalkingHost.Recipient(Taken));

        await _vendor.SendAsync(options => (options.Sandbox, options.Username) = (sandbox, username));

        _vendor.Server.Request.Body.Should().StartWith("username=sandbox&");
    }

    [Theory]
    [InlineData(false, "inforabill", "https://api.africastalking.com/version1/messaging")]
    [InlineData(true, null, "https://api.sandbox.africastalking.com/version1/messaging")]
    [InlineData(false, "SANDBOX", "https://api.sandbox.africastalking.com/version1/messaging")]
    public void Api_IsWhereTheUserNameSays(bool sandbox, string? username, string address)
    {
        var api = new AfricasTalkingApi(new AfricasTalkingOptions { ApiKey = "k", Sandbox = sandbox, Username = username });

        using var request = api.CreateMessage(api.Username!, [AfricasTalkingHost.Message]);

        request.RequestUri!.AbsoluteUri.Should().Be(address);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public async Task SendAsync_IsUnavailableForConfiguration_WhenThereIsNoUserName(string? username)
    {
        var result = await _vendor.SendAsync(options => options.Username = username);

        result.Status.Should().Be(SendStatus.Unavailable);
        result.Error!.Code.Should().Be(ErrorCode.Configuration);
        result.Error.Permanent.Should().BeFalse();
        result.Error.Hint.Should().Contain("username").And.Contain("sandbox");
        _vendor.Server.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData(""" "statusCode":102,"number":"+254712000111","status":"Queued","cost":"0","messageId":"None" """, null, null, null)]
    [InlineData(""" "statusCode":"100","number":"254712000111","cost":"KES 1.6","messageId":"A","messageParts":"2" """, "A", 2, 1.6)]
    [InlineData(""" "number":"+254712000111","status":"success","cost":null,"messageId":null,"messageParts":0 """, null, null, null)]
    [InlineData(""" "statusCode":101,"number":254712000111,"status":"Success","messageId":"A","cost":"free" """, "A", null, null)]
    public async Task SendAsync_ReadsTheRecipient_HoweverItIsWritten(string fields, string? id, int? segments, double? price)
    {
        _vendor.Server.Answer(200, AfricasTalkingHost.Recipient(fields));

        var result = await _vendor.SendAsync();

        result.Status.Should().Be(SendStatus.Sent);
        result.MessageId.Should().Be(id);
        result.Segments.Should().Be(segments);
        (result.Price?.Amount).Should().Be((decimal?)price);
    }

    [Fact]
    public async Task SendAsync_FindsTheRecipientByNumber_WhenOthersAreInTheAnswer()
    {
        _vendor.Server.Answer(201, """
            {"SMSMessageData":{"Recipients":[
              {"statusCode":403,"number":"+254733000222","status":"InvalidPhoneNumber","messageId":"None"},
              {"statusCode":101,"number":"+254712000111","status":"Success","messageId":"ATXid_2"}]}}
            """);

        (await _vendor.SendAsync()).MessageId.Should().Be("ATXid_2");
    }

    [Theory]
    [InlineData(201, "")]
    [InlineData(200, "<?xml version=\"1.0\"?><AfricasTalkingResponse/>")]
    [InlineData(200, "{}")]
    [InlineData(201, """{"SMSMessageData":{"Recipients":[{"statusCode":101,"number":"+254733000222"}]}}""")]
    [InlineData(201, """{"SMSMessageData":{"Recipients":[{"statusCode":299,"number":"+254712000111"}]}}""")]
    [InlineData(201, """{"SMSMessageData":{"Recipients":[{"number":"+254712000111"}]}}""")]
    public async Task SendAsync_IsUncertain_WhenTheAnswerDoesNotSayWhatBecameOfTheMessage(int status, string body)
    {
        _vendor.Server.Answer(status, body);

        (await _vendor.SendAsync()).Status.Should().Be(SendStatus.Uncertain);
    }

    [Fact]
    public async Task SendAsync_IsUncertain_WhenTheAnswerBreaksOff()
    {
        await using var broken = ScriptedHttpServer.Start(HttpAnswer.CloseInBody(201, AfricasTalkingHost.Recipient(Taken), bodyBytes: 40));

        var result = await _vendor.SendAsync(options => options.BaseUrl = broken.BaseAddress);

        result.Status.Should().Be(SendStatus.Uncertain);
        broken.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task SendAsync_IsUnavailable_WhenTheConnectionIsRefused() =>
        (await _vendor.SendAsync(options => options.BaseUrl = ProviderHttpHost.Refusing())).Status.Should().Be(SendStatus.Unavailable);
}
