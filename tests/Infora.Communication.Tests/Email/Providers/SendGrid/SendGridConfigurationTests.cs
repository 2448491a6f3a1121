using System.Text.Json.Nodes;
using Infora.Communication.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Email.Providers.SendGrid;

public sealed class SendGridConfigurationTests : IAsyncLifetime
{
    private readonly ServiceProvider _services;

    public SendGridConfigurationTests()
    {
        var services = new ServiceCollection();
        services.AddInforaCommunication();
        _services = services.BuildServiceProvider();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _services.DisposeAsync().AsTask();

    [Fact]
    public async Task AddAsync_TakesTheConfiguration_AndInfersTheServiceFromTheName()
    {
        var change = await AddAsync("""{"name":"SendGrid","provider_type":"api","api_key":"k","sender_email":"a@example.com","webhook_secret":"w","daily_limit":10000}""");

        change.Errors.Should().BeEmpty();
        change.Provider!.Service.Should().Be("sendgrid");
        change.Provider.Secrets.Keys.Should().BeEquivalentTo("api_key", "webhook_secret");
    }

    [Theory]
    [InlineData("""{"name":"SendGrid","provider_type":"api","sender_email":"a@example.com"}""", "api_key")]
    [InlineData("""{"name":"SendGrid","provider_type":"api","api_key":"k"}""", "sender_email")]
    [InlineData("""{"name":"SendGrid","provider_type":"api","api_key":"k","sender_email":"nobody"}""", "sender_email")]
    [InlineData("""{"name":"SendGrid","provider_type":"api","api_key":"k","sender_email":"büro@example.com"}""", "sender_email")]
    [InlineData("""{"name":"SendGrid","provider_type":"api","api_key":"k","sender_email":"a@example.com","reply_to":"x"}""", "reply_to")]
    public async Task AddAsync_NamesTheField_WhenTheConfigurationCannotWork(string body, string field) =>
        (await AddAsync(body)).Errors.Should().ContainSingle().Which.Field.Should().Be(field);

    [Fact]
    public async Task AddSendGrid_DefinesAProviderInCode()
    {
        var services = new ServiceCollection();
        services.AddInforaCommunication().AddSendGrid("Mail", options => (options.ApiKey, options.SenderEmail) = ("k", "a@example.com"));
        await using var provider = services.BuildServiceProvider();

        var records = await provider.GetRequiredService<ProviderCatalogue>().ListAsync(MessageChannel.Email);

        records.Should().ContainSingle().Which.Service.Should().Be("sendgrid");
    }

    private Task<ProviderChange> AddAsync(string body) =>
        _services.GetRequiredService<ProviderCatalogue>().AddAsync(MessageChannel.Email, JsonNode.Parse(body)!.AsObject());
}
