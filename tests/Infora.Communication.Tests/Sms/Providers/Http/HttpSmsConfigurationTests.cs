using Infora.Communication.Providers;
using Infora.Communication.Providers.Http.Custom;
using Infora.Communication.Tests.Providers.Http.Custom;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Sms.Providers.Http;

/// <summary>What is accepted as the description of a gateway, and what is not.</summary>
public sealed class HttpSmsConfigurationTests : IDisposable
{
    private readonly GatewayHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("""{"sender_id":"S"}""", "request", "is required")]
    [InlineData("""{"request":{"body":"{}"}}""", "request.url", "is required")]
    [InlineData("""{"request":{"url":"/sms"}}""", "request.url", "absolute https address")]
    [InlineData("""{"request":{"url":"http://gateway.example.com/sms"}}""", "request.url", "must be https")]
    [InlineData("""{"request":{"url":"https://169.254.169.254/"}}""", "request.url", "link-local")]
    [InlineData("""{"request":{"url":"https://user:pw@gateway.example.com/"}}""", "request.url", "without a user name")]
    [InlineData("""{"request":{"url":"https://{{ message.to }}.example.com/"}}""", "request.url", "absolute https address")]
    [InlineData("""{"request":{"url":"{{ secrets.URL }}"}}""", "request.url", "absolute https address")]
    [InlineData("""{"request":{"url":"https://a.example.com/#{{ message.to }}"}}""", "request.url", "fragment")]
    [InlineData("""{"request":{"url":"https://a.example.com/{{ message.to"}}""", "request.url", "no valid template")]
    [InlineData("""{"request":{"url":"https://a.example.com/{{ message.too }}"}}""", "request.url", "message.too")]
    [InlineData("""{"request":{"url":"https://a.example.com","metod":"GET"}}""", "request.metod", "did you mean method?")]
    [InlineData("""{"request":{"url":"https://a.example.com","method":"DELETE"}}""", "request.method", "must be one of POST")]
    [InlineData("""{"request":{"url":"https://a.example.com","method":5}}""", "request.method", "wrong type")]
    [InlineData("""{"request":{"url":"https://a.example.com","method":"GET","body":"{}"}}""", "request.body", "GET")]
    [InlineData("""{"request":{"url":"https://a.example.com","content_type":"text/xml"}}""", "request.content_type", "must be one of application/json")]
    [InlineData("""{"request":{"url":"https://a.example.com","headers":{"X Y":"1"}}}""", "request.headers.X Y", "is no name")]
    [InlineData("""{"request":{"url":"https://a.example.com","headers":{"Content-Type":"1"}}}""", "request.headers.Content-Type", "by itself")]
    [InlineData("""{"request":{"url":"https://a.example.com","headers":{"Host":"1"}}}""", "request.headers.Host", "by itself")]
    [InlineData("""{"request":{"url":"https://a.example.com","headers":{"X":null}}}""", "request.headers.X", "must be a string")]
    [InlineData("""{"request":{"url":"https://a.example.com","headers":{"X":"{{ nothing }}"}}}""", "request.headers.X", "nothing")]
    [InlineData("""{"request":{"url":"https://a.example.com","headers":{"authorization":"App k3y"}}}""", "request.headers.authorization", "secret_values")]
    [InlineData("""{"request":{"url":"https://a.example.com","auth":{"type":"magic"}}}""", "request.auth.type", "must be one of none")]
    [InlineData("""{"request":{"url":"https://a.example.com","auth":{"kind":"basic"}}}""", "request.auth.kind", "is no field of request.auth")]
    [InlineData("""{"request":{"url":"https://a.example.com","auth":{"type":"bearer","token":"k3y"}}}""", "request.auth.token", "{{ secrets.API_KEY }}")]
    [InlineData("""{"request":{"url":"https://a.example.com","auth":{"type":"basic","username":"u","password":"k3y"}}}""", "request.auth.password", "secret_values")]
    [InlineData("""{"request":{"url":"https://a.example.com","auth":{"type":"header","name":"X-Key","value":"k3y"}}}""", "request.auth.value", "secret_values")]
    [InlineData("""{"request":{"url":"https://a.example.com","auth":{"type":"query","name":"key","value":"k3y"}}}""", "request.auth.value", "secret_values")]
    [InlineData("""{"request":{"url":"https://a.example.com","auth":{"type":"bearer"}}}""", "request.auth.token", "is required")]
    [InlineData("""{"request":{"url":"https://a.example.com","auth":{"type":"bearer","token":"{{ secrets.K }}"}}}""", "request.auth.token", "secret_values does not have")]
    [InlineData("""{"request":{"url":"https://a.example.com","auth":{"type":"none","token":"{{ secrets.K }}"}}}""", "request.auth.token", "no field of the type none")]
    [InlineData("""{"secret_values":{"K":"k"},"request":{"url":"https://a.example.com","auth":{"type":"header","name":"Cookie:","value":"{{ secrets.K }}"}}}""", "request.auth.name", "is no name")]
    [InlineData("""{"request":{"url":"https://a.example.com","body":"{\"text\": \"{{ message.text }}\"}"}}""", "request.body", "filter json")]
    [InlineData("""{"request":{"url":"https://a.example.com","body":"{\"text\": {{ message.text }}}"}}""", "request.body", "filter json")]
    [InlineData("""{"request":{"url":"https://a.example.com","body":"{\"text\": {{ message.txet | json }}}"}}""", "request.body", "message.txet")]
    [InlineData("""{"request":{"url":"https://a.example.com","body":"{\"html\": {{ message.html | json }}}"}}""", "request.body", "message.html")]
    [InlineData("""{"request":{"url":"https://a.example.com","body":"{\"text\": {{ message.text | jsn }}}"}}""", "request.body", "jsn")]
    [InlineData("""{"request":{"url":"https://a.example.com","body":"to {{ message.to }}","content_type":"application/x-www-form-urlencoded"}}""", "request.body", "no form")]
    [InlineData("""{"request":{"url":"https://a.example.com","body":"{% if message.to %}a=1&b=2{% endif %}","content_type":"application/x-www-form-urlencoded"}}""", "request.body", "no tag can reach beyond")]
    [InlineData("""{"request":{"url":"https://a.example.com"},"response":{"message_id":"/id"}}""", "response.message_id", "its fields are success_statuses")]
    [InlineData("""{"request":{"url":"https://a.example.com"},"response":{"eror_pointer":"/e"}}""", "response.eror_pointer", "did you mean error_pointer?")]
    [InlineData("""{"request":{"url":"https://a.example.com"},"response":{"message_id_pointer":"id"}}""", "response.message_id_pointer", "JSON pointer")]
    [InlineData("""{"request":{"url":"https://a.example.com"},"response":{"error_pointer":"$.e"}}""", "response.error_pointer", "JSON pointer")]
    [InlineData("""{"request":{"url":"https://a.example.com"},"response":{"success_match":{"pointer":"s","equals":"ok"}}}""", "response.success_match.pointer", "JSON pointer")]
    [InlineData("""{"request":{"url":"https://a.example.com"},"response":{"success_match":{"equals":"ok"}}}""", "response.success_match.pointer", "is required")]
    [InlineData("""{"request":{"url":"https://a.example.com"},"response":{"success_match":{"pointer":"/s"}}}""", "response.success_match.equals", "is required")]
    [InlineData("""{"request":{"url":"https://a.example.com"},"response":{"success_match":{"pointer":"/s","equals":[]}}}""", "response.success_match.equals", "wrong type")]
    [InlineData("""{"request":{"url":"https://a.example.com"},"response":{"success_statuses":[]}}""", "response.success_statuses", "at least one")]
    [InlineData("""{"request":{"url":"https://a.example.com"},"response":{"success_statuses":[2000]}}""", "response.success_statuses", "100 to 599")]
    [InlineData("""{"request":{"url":"https://a.example.com"},"base_url":"https://b.example.com"}""", "base_url", "request.url")]
    [InlineData("""{"request":{"url":"https://a.example.com/?from={{ message.sender_id }}"},"sender_id":null}""", "sender_id", "the request reads it")]
    [InlineData("""{"request":{"url":"https://a.example.com"},"secret_values":{"K":5}}""", "secret_values.K", "must be a string")]
    [InlineData("""{"request":"https://a.example.com"}""", "request", "must be an object")]
    public async Task AddAsync_NamesTheFieldAndTheMend(string fields, string field, string mend)
    {
        var errors = await _host.ErrorsAsync(MessageChannel.Sms, fields);

        errors.Should().ContainSingle().Which.Field.Should().Be(field);
        errors[0].Message.Should().Contain(mend).And.NotContain("k3y");
    }

    [Fact]
    public async Task AddAsync_KeepsTheSettingsAsTheyAreAndTheSecretsApart()
    {
        const string Request = """{"url":"https://a.example.com/{{ message.id }}","auth":{"type":"bearer","token":"{{ secrets.K }}"}}""";

        var record = await _host.RecordAsync(MessageChannel.Sms, $$$"""{"request":{{{Request}}},"secret_values":{"K":"k3y-value"}}""");

        record.Settings["request"]!.ToJsonString().Should().Be(System.Text.Json.Nodes.JsonNode.Parse(Request)!.ToJsonString());
        record.Settings.ContainsKey("response").Should().BeFalse();
        record.Settings.ToJsonString().Should().NotContain("k3y-value");
        record.Secrets.Should().Equal(new Dictionary<string, string> { ["secret_values.K"] = "k3y-value" });
    }

    [Theory]
    [InlineData("ROOT/x", true)]
    [InlineData("https://gateway.example.com/x", false)]
    public async Task AGatewayOnThisMachine_GetsMessagesForUnsafeRecipientsToo(string url, bool stays)
    {
        var record = await _host.RecordAsync(MessageChannel.Sms, $$$"""{"request": {"url": "{{{url}}}"}}""");

        _host.Catalogue.Open(record).StaysOnThisMachine.Should().Be(stays);
    }

    [Fact]
    public async Task Configuration_DescribesAGateway_InItsOwnSpelling()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Communication:SmsProviders:Acme:Service"] = "http",
            ["Communication:SmsProviders:Acme:Request:Url"] = "https://a.example.com/sms",
            ["Communication:SmsProviders:Acme:Request:ContentType"] = "application/x-www-form-urlencoded",
            ["Communication:SmsProviders:Acme:Request:Headers:X-My-Header"] = "1",
            ["Communication:SmsProviders:Acme:Request:Auth:Type"] = "bearer",
            ["Communication:SmsProviders:Acme:Request:Auth:Token"] = "{{ secrets.API_KEY }}",
            ["Communication:SmsProviders:Acme:Request:Body"] = "a={{ message.to }}",
            ["Communication:SmsProviders:Acme:Response:SuccessStatuses:0"] = "200",
            ["Communication:SmsProviders:Acme:Response:SuccessMatch:Pointer"] = "/ok",
            ["Communication:SmsProviders:Acme:Response:SuccessMatch:Equals"] = "true",
            ["Communication:SmsProviders:Acme:SecretValues:API_KEY"] = "config:Acme:Key",
        };
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddInforaCommunication();
        await using var provider = services.BuildServiceProvider();

        var record = (await provider.GetRequiredService<ProviderCatalogue>().ListAsync(MessageChannel.Sms)).Should().ContainSingle().Subject;

        record.Settings["request"]!["content_type"]!.ToString().Should().Be("application/x-www-form-urlencoded");
        record.Settings["request"]!["headers"]!["X-My-Header"]!.ToString().Should().Be("1");
        record.Settings["response"]!["success_match"]!["equals"]!.ToString().Should().Be("true");
        record.Secrets.Should().ContainKey("secret_values.API_KEY");
    }

    [Fact]
    public async Task AddHttpSms_DefinesAGatewayInCode()
    {
        var services = new ServiceCollection();
        services.AddInforaCommunication().AddHttpSms("Acme", options =>
        {
            options.Request = new CustomRequest
            {
                Url = new Uri("https://a.example.com/sms"),
                Auth = new CustomAuthentication { Type = "bearer", Token = "{{ secrets.KEY }}" },
                Body = """{"to": {{ message.to | json }}}""",
            };
            options.Response = new CustomResponse { SuccessMatch = new CustomResponseMatch { Pointer = "/code", Expected = "0" } };
            options.SecretValues = new Dictionary<string, string> { ["KEY"] = "k" };
        });
        await using var provider = services.BuildServiceProvider();
        var catalogue = provider.GetRequiredService<ProviderCatalogue>();

        var record = (await catalogue.ListAsync(MessageChannel.Sms)).Should().ContainSingle().Subject;

        record.Service.Should().Be("http");
        var check = await catalogue.Open(record).Sms!.CheckAsync(default);
        check.Error.Should().BeNull();
        check.Message.Should().Contain("only a test message tells");
    }
}
