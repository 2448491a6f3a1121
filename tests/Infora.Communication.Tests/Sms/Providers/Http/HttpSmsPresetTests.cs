using System.Text.Json;
using Infora.Communication.Sms;
using Infora.Communication.Sms.Providers.Http;
using Infora.Communication.Tests.Providers.Http.Custom;

namespace Infora.Communication.Tests.Sms.Providers.Http;

/// <summary>The gateways that the documentation describes, played over HTTP.</summary>
public sealed class HttpSmsPresetTests : IDisposable
{
    private readonly GatewayHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Infobip_TakesAMessage()
    {
        _host.Server.Answer("/sms/2/text/advanced", 200, """
            {"messages":[{"to":"254712000111","status":{"groupId":1,"groupName":"PENDING","id":26,"name":"PENDING_ACCEPTED"},"messageId":"2033247207850523790"}]}
            """);

        var result = await (await ProviderAsync("Infobip")).SendAsync(GatewayHost.Sms("Asante \"sana\""), default);

        result.Status.Should().Be(SendStatus.Sent);
        result.MessageId.Should().Be("2033247207850523790");
        var request = _host.Server.Request;
        request.Headers!["Authorization"].Should().Equal("App s3cr3t");
        var message = JsonDocument.Parse(request.Body!).RootElement.GetProperty("messages")[0];
        message.GetProperty("from").GetString().Should().Be("INFORA");
        message.GetProperty("text").GetString().Should().Be("Asante \"sana\"");
        message.GetProperty("destinations")[0].GetProperty("to").GetString().Should().Be("254712000111");
        message.GetProperty("destinations")[0].GetProperty("messageId").GetString().Should().Be("0198a0c0-0000-7000-8000-000000000001");
    }

    [Theory]
    [InlineData(401, """{"requestError":{"serviceException":{"messageId":"UNAUTHORIZED","text":"Invalid login details"}}}""", ErrorCode.Authentication, "Acme answered 401: Invalid login details")]
    [InlineData(200, """{"messages":[{"status":{"groupId":5,"groupName":"REJECTED","name":"REJECTED_NOT_ENOUGH_CREDITS"}}]}""", ErrorCode.Unknown, "Acme refused the message: REJECTED")]
    public async Task Infobip_RefusesAMessage(int status, string body, ErrorCode code, string said)
    {
        _host.Server.Answer(status, body);

        var result = await (await ProviderAsync("Infobip")).SendAsync(GatewayHost.Sms("Hello"), default);

        result.Status.Should().Be(SendStatus.Unavailable);
        result.Error!.Code.Should().Be(code);
        result.Error.Message.Should().Be(said);
    }

    [Fact]
    public async Task Termii_TakesAMessage()
    {
        _host.Server.Answer("/api/sms/send", 200, """{"message_id":"9122821270554876574","message":"Successfully Sent","balance":9,"user":"Infora"}""");

        var result = await (await ProviderAsync("Termii")).SendAsync(GatewayHost.Sms("Asante \"sana\""), default);

        result.Status.Should().Be(SendStatus.Sent);
        result.MessageId.Should().Be("9122821270554876574");
        _host.Server.Request.Headers!.Keys.Should().NotContain("Authorization");
        var body = JsonSerializer.Deserialize<Dictionary<string, string>>(_host.Server.Request.Body!);
        body.Should().Equal(new Dictionary<string, string>
        {
            ["api_key"] = "s3cr3t",
            ["to"] = "254712000111",
            ["from"] = "INFORA",
            ["sms"] = "Asante \"sana\"",
            ["type"] = "plain",
            ["channel"] = "dnd",
        });
    }

    private Task<ISmsProvider> ProviderAsync(string title)
    {
        var fields = HttpSmsPresets.All.Single(preset => preset.Title == title).Values.DeepClone().AsObject();
        var url = new Uri(fields["request"]!["url"]!.ToString());
        fields["request"]!["url"] = "ROOT" + url.AbsolutePath;
        fields["sender_id"] = "INFORA";
        fields["secret_values"] = new System.Text.Json.Nodes.JsonObject { ["API_KEY"] = "s3cr3t" };
        return _host.SmsAsync(fields.ToJsonString());
    }
}
