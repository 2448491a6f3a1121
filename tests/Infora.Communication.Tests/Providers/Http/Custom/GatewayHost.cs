using System.Text.Json.Nodes;
using Infora.Communication.Email;
using Infora.Communication.Providers;
using Infora.Communication.Sms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Infora.Communication.Tests.Providers.Http.Custom;

/// <summary>A host with providers of the service <c>http</c>, and the gateway that they talk to.</summary>
internal sealed class GatewayHost : IDisposable
{
    private readonly ServiceProvider _services;

    public GatewayHost(Action<CommunicationOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new ImmediateTimeProvider());
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(Log)));
        services.AddInforaCommunication(options =>
        {
            options.AllowLoopbackProviders = true;
            configure?.Invoke(options);
        });
        _services = services.BuildServiceProvider();
    }

    public VendorServer Server { get; } = new();

    public FakeLogCollector Log { get; } = new();

    public ProviderCatalogue Catalogue => _services.GetRequiredService<ProviderCatalogue>();

    public string LogText => string.Join('\n', Log.GetSnapshot().Select(record =>
        $"{record.Category} {record.Message} {record.Exception} {string.Join(' ', record.StructuredState ?? [])}"));

    public static OutgoingSms Sms(string body) =>
        new(Guid.Parse("0198a0c0-0000-7000-8000-000000000001"), "+254712000111", body, SmsSegments.Count(body));

    public static OutgoingEmail Mail(string text = "Hello", string? html = "<p>Hello</p>") => new()
    {
        Id = Guid.Parse("0198a0c0-0000-7000-8000-000000000001"),
        From = new EmailAddress("billing@example.com", "Infora Billing"),
        To = new EmailAddress("ann@example.com", "Ann"),
        Subject = "Your \"bill\"",
        HtmlBody = html,
        TextBody = text,
    };

    /// <summary>What is wrong with a provider's fields, in which <c>ROOT</c> stands for the gateway's address.</summary>
    public async Task<IReadOnlyList<FieldError>> ErrorsAsync(MessageChannel channel, string fields) => (await AddAsync(channel, fields)).Errors;

    public async Task<ProviderRecord> RecordAsync(MessageChannel channel, string fields)
    {
        var change = await AddAsync(channel, fields);
        change.Errors.Should().BeEmpty();
        return change.Provider!;
    }

    public async Task<ISmsProvider> SmsAsync(string fields) => Catalogue.Open(await RecordAsync(MessageChannel.Sms, fields)).Sms!;

    public async Task<IEmailProvider> EmailAsync(string fields) => Catalogue.Open(await RecordAsync(MessageChannel.Email, fields)).Email!;

    public void Dispose()
    {
        Server.Dispose();
        _services.Dispose();
    }

    private Task<ProviderChange> AddAsync(MessageChannel channel, string fields)
    {
        var body = JsonNode.Parse(fields.Replace("ROOT", Server.Root.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal))!.AsObject();
        body["name"] = "Acme";
        body["provider_type"] = "api";
        body["service"] = "http";
        if (channel is MessageChannel.Email)
        {
            body["sender_email"] ??= "billing@example.com";
        }

        return Catalogue.AddAsync(channel, body);
    }
}
