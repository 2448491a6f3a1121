using System.Text.Json.Nodes;
using Infora.Communication.Providers;
using Infora.Communication.Sms.Providers.Twilio;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Sms.Providers;

/// <summary>What is accepted as the configuration of each kind, and what is not.</summary>
public sealed class SmsProviderConfigurationTests : IAsyncLifetime
{
    private readonly ServiceProvider _services;
    private readonly ProviderCatalogue _catalogue;

    public SmsProviderConfigurationTests()
    {
        var services = new ServiceCollection();
        services.AddInforaCommunication();
        _services = services.BuildServiceProvider();
        _catalogue = _services.GetRequiredService<ProviderCatalogue>();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _services.DisposeAsync().AsTask();

    [Theory]
    [InlineData("Twilio", """{"account_sid":"your-account-sid","auth_token":"your-auth-token","sender_id":"+1234567890","daily_limit":1000,"cost_per_sms":0.0075}""", "twilio")]
    [InlineData("twilio 2", """{"account_sid":"a","auth_token":"t","sender_id":"MG11111111111111111111111111111111","region":"ie1","edge":"dublin"}""", "twilio")]
    [InlineData("Twilio (key)", """{"account_sid":"a","auth_token":"t","sender_id":"INFORA","api_key":"SK1","api_secret":"config:Twilio:Secret"}""", "twilio")]
    [InlineData("Africa's Talking", """{"api_key":"your-api-key","sender_id":"INFORA","is_default":false,"cost_per_sms":0.0050}""", "africastalking")]
    [InlineData("africas talking", """{"api_key":"k","username":"u","sandbox":true}""", "africastalking")]
    [InlineData("Vonage", """{"api_key":"abcd1234","api_secret":"s","sender_id":"INFORA","webhook_secret":"w","signature_method":"md5hash"}""", "vonage")]
    [InlineData("Nexmo (old)", """{"api_key":"abcd1234","api_secret":"s","sender_id":"+14155550123","account_currency":"USD"}""", "vonage")]
    [InlineData("MessageBird", """{"api_key":"live_x","sender_id":"INFORA","webhook_secret":"w"}""", "messagebird")]
    [InlineData("Bird", """{"api_key":"live_x","sender_id":"14155550123"}""", "messagebird")]
    [InlineData("Pickup", """{"directory":"messages"}""", "pickup")]
    public async Task AddAsync_TakesTheConfiguration(string name, string fields, string service)
    {
        var change = await AddAsync(name, fields);

        change.Errors.Should().BeEmpty();
        change.Provider!.Service.Should().Be(service);
        change.Provider.Secrets.Keys.Should().BeSubsetOf(["auth_token", "api_key", "api_secret", "webhook_secret"]);
        change.Provider.Settings.ToJsonString().Should().NotContain("token").And.NotContain("api_");
    }

    [Theory]
    [InlineData("Twilio", """{"auth_token":"t","sender_id":"+1234567890"}""", "account_sid")]
    [InlineData("Twilio", """{"account_sid":"a","sender_id":"+1234567890"}""", "auth_token")]
    [InlineData("Twilio", """{"account_sid":"a","auth_token":"t"}""", "sender_id")]
    [InlineData("Twilio", """{"account_sid":"a","auth_token":"t","sender_id":"much too long a name"}""", "sender_id")]
    [InlineData("Twilio", """{"account_sid":"a","auth_token":"t","sender_id":"INFORA","api_key":"SK1"}""", "api_secret")]
    [InlineData("Twilio", """{"account_sid":"a","auth_token":"t","sender_id":"INFORA","api_secret":"s"}""", "api_key")]
    [InlineData("Twilio", """{"account_sid":"a","auth_token":"t","sender_id":"INFORA","region":"evil.example/"}""", "region")]
    [InlineData("Twilio", """{"account_sid":"a","auth_token":"t","sender_id":"INFORA","edge":"a.b"}""", "edge")]
    [InlineData("Twilio", """{"account_sid":"a","auth_token":"t","sender_id":"INFORA","base_url":"http://198.51.100.7"}""", "base_url")]
    [InlineData("Africa's Talking", """{"username":"u"}""", "api_key")]
    [InlineData("Africa's Talking", """{"api_key":"k","sender_id":"Ü"}""", "sender_id")]
    [InlineData("Africa's Talking", """{"api_key":"k","environment":"live"}""", "environment")]
    [InlineData("Vonage", """{"api_secret":"s","sender_id":"INFORA"}""", "api_key")]
    [InlineData("Vonage", """{"api_key":"k","sender_id":"INFORA"}""", "api_secret")]
    [InlineData("Vonage", """{"api_key":"k","api_secret":"s"}""", "sender_id")]
    [InlineData("Vonage", """{"api_key":"k","api_secret":"s","sender_id":"INFORA","signature_method":"sha3"}""", "signature_method")]
    [InlineData("Vonage", """{"api_key":"k","api_secret":"s","sender_id":"INFORA","account_currency":"euro"}""", "account_currency")]
    [InlineData("MessageBird", """{"sender_id":"INFORA"}""", "api_key")]
    [InlineData("MessageBird", """{"api_key":"k","sender_id":"much too long a name"}""", "sender_id")]
    [InlineData("MessageBird", """{"api_key":"k","sender_id":"INFORA","api_secret":"s"}""", "api_secret")]
    [InlineData("Pickup", """{"directory":" "}""", "directory")]
    [InlineData("Pickup", """{"directory":"out","sender_id":"much too long a name"}""", "sender_id")]
    public async Task AddAsync_NamesTheField_WhenTheConfigurationCannotWork(string name, string fields, string field)
    {
        var change = await AddAsync(name, fields);

        change.Errors.Should().ContainSingle().Which.Field.Should().Be(field);
    }

    public static TheoryData<string, string, string, string?> SenderIds()
    {
        var vendors = new (string Name, string Fields)[]
        {
            ("Twilio", "\"account_sid\":\"a\",\"auth_token\":\"t\""),
            ("Africa's Talking", "\"api_key\":\"k\",\"username\":\"u\""),
            ("Vonage", "\"api_key\":\"k\",\"api_secret\":\"s\""),
            ("MessageBird", "\"api_key\":\"k\""),
            ("Pickup", "\"directory\":\"out\""),
            ("Gateway", "\"service\":\"http\",\"request\":{\"url\":\"https://sms.example.com/\",\"body\":\"{}\"}"),
        };
        var senders = new (string SenderId, string? Wrong)[]
        {
            ("INFORA 2026", null),
            ("ABCDEFGHIJK", null),
            ("ABCDEFGHIJKL", "at most 11 characters"),
            ("Infora!", "cannot hold '!'"),
            ("Инфора", "without a letter A-Z"),
            ("40404", null),
            ("12", "at least 3 digits"),
            ("123456789012345", null),
            ("+123456789012345", null),
            ("1234567890123456", "7 to 15 digits"),
            ("+254 712 345678", "digits only"),
            ("0712345678", "country code"),
        };
        var data = new TheoryData<string, string, string, string?>();
        foreach (var (name, fields) in vendors)
        {
            foreach (var (senderId, wrong) in senders)
            {
                data.Add(name, fields, senderId, wrong);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(SenderIds))]
    public async Task AddAsync_ChecksTheSenderId(string name, string fields, string senderId, string? wrong)
    {
        var change = await AddAsync(name, $$"""{"sender_id":"{{senderId}}",{{fields}}}""");

        if (wrong is null)
        {
            change.Errors.Should().BeEmpty();
        }
        else
        {
            var error = change.Errors.Should().ContainSingle().Subject;
            error.Field.Should().Be("sender_id");
            error.Message.Should().Contain(wrong);
        }
    }

    [Fact]
    public async Task AddTwilio_DefinesAProviderInCode()
    {
        var services = new ServiceCollection();
        services.AddInforaCommunication()
            .AddTwilio("Main", options => (options.AccountSid, options.AuthToken, options.SenderId) = ("AC1", "t", "INFORA"))
            .AddAfricasTalking("Kenya", options => (options.ApiKey, options.Username) = ("k", "u"))
            .AddVonage("Europe", options => (options.ApiKey, options.ApiSecret, options.SenderId) = ("k", "s", "INFORA"))
            .AddMessageBird("Bird", options => (options.ApiKey, options.SenderId) = ("k", "INFORA"))
            .AddPickupSms("Files", options => options.Directory = "out");
        await using var provider = services.BuildServiceProvider();

        var records = await provider.GetRequiredService<ProviderCatalogue>().ListAsync(MessageChannel.Sms);

        records.Select(record => (record.Name, record.Service)).Should().Equal(
            ("Main", "twilio"), ("Kenya", "africastalking"), ("Europe", "vonage"), ("Bird", "messagebird"), ("Files", "pickup"));
        provider.GetRequiredService<ProviderCatalogue>().Open(records[0]).Sms.Should().BeOfType<TwilioProvider>();
    }

    [Fact]
    public void OnlyThePickupFolder_StaysOnThisMachine() =>
        _services.GetRequiredService<ProviderTypes>().Of(MessageChannel.Sms).Where(type => type.StaysOnThisMachine)
            .Select(type => type.Service).Should().Equal("pickup");

    private Task<ProviderChange> AddAsync(string name, string fields)
    {
        var body = JsonNode.Parse(fields)!.AsObject();
        body["name"] = name;
        body["provider_type"] = "api";
        return _catalogue.AddAsync(MessageChannel.Sms, body);
    }
}
