using Infora.Communication.Email;
using Infora.Communication.Email.Providers.Http;
using Infora.Communication.Providers;
using Infora.Communication.Providers.Http.Custom;
using Infora.Communication.Sms;
using Infora.Communication.Sms.Providers.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Benchmarks.Http;

/// <summary>The plugins as a host has them: registered, configured and taken from its services.</summary>
internal sealed class HttpPlugins : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly Dictionary<(MessageChannel, string), ConfiguredProvider> _providers;

    private HttpPlugins(ServiceProvider services, IEnumerable<ConfiguredProvider> providers) =>
        (_services, _providers) = (services, providers.ToDictionary(provider => (provider.Record.Channel, provider.Record.Service)));

    public static async Task<HttpPlugins> CreateAsync(Uri server)
    {
        var services = new ServiceCollection();
        var builder = services.AddInforaCommunication(options => options.AllowLoopbackProviders = true);
        AddEmail(builder, server);
        AddSms(builder, server);
        var provider = services.BuildServiceProvider();
        var catalogue = provider.GetRequiredService<ProviderCatalogue>();
        return new HttpPlugins(provider,
        [
            .. (await catalogue.GetChannelAsync(MessageChannel.Email, CancellationToken.None)).Active,
            .. (await catalogue.GetChannelAsync(MessageChannel.Sms, CancellationToken.None)).Active,
        ]);
    }

    public IEmailProvider Email(string service) => _providers[(MessageChannel.Email, service)].Email!;

    public ISmsProvider Sms(string service) => _providers[(MessageChannel.Sms, service)].Sms!;

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static void AddEmail(CommunicationBuilder builder, Uri server)
    {
        builder.AddSendGrid("SendGrid", options =>
        {
            From(options, server);
            options.ApiKey = BenchmarkAccounts.ApiKey;
        });
        builder.AddMailgun("Mailgun", options =>
        {
            From(options, server);
            (options.ApiKey, options.Domain) = (BenchmarkAccounts.ApiKey, BenchmarkAccounts.MailgunDomain);
        });
        builder.AddSes("SES", options =>
        {
            From(options, server);
            (options.AccessKeyId, options.SecretAccessKey, options.Region) =
                (BenchmarkAccounts.AwsKeyId, BenchmarkAccounts.AwsSecret, BenchmarkAccounts.AwsRegion);
        });
        builder.AddHttpEmail("Resend", options =>
        {
            options.SenderEmail = BenchmarkMail.Sender;
            (options.Request, options.Response) = Preset<HttpEmailOptions>(HttpEmailPresets.All, "Resend", server, read => (read.Request!, read.Response));
            options.SecretValues = new Dictionary<string, string> { ["API_KEY"] = BenchmarkAccounts.ApiKey };
        });
    }

    private static void AddSms(CommunicationBuilder builder, Uri server)
    {
        builder.AddTwilio("Twilio", options =>
        {
            (options.BaseUrl, options.SenderId) = (server, BenchmarkAccounts.Number);
            (options.AccountSid, options.AuthToken) = (BenchmarkAccounts.TwilioAccount, BenchmarkAccounts.Token);
        });
        builder.AddAfricasTalking("Africa's Talking", options =>
        {
            (options.BaseUrl, options.SenderId) = (server, BenchmarkAccounts.SenderName);
            (options.ApiKey, options.Username) = (BenchmarkAccounts.ApiKey, BenchmarkAccounts.Username);
        });
        builder.AddVonage("Vonage", options =>
        {
            (options.BaseUrl, options.SenderId) = (server, BenchmarkAccounts.SenderName);
            (options.ApiKey, options.ApiSecret) = (BenchmarkAccounts.VonageKey, BenchmarkAccounts.Token);
        });
        builder.AddMessageBird("MessageBird", options =>
        {
            (options.BaseUrl, options.SenderId) = (server, BenchmarkAccounts.SenderName);
            options.ApiKey = BenchmarkAccounts.ApiKey;
        });
        builder.AddHttpSms("Infobip", options =>
        {
            options.SenderId = BenchmarkAccounts.SenderName;
            (options.Request, options.Response) = Preset<HttpSmsOptions>(HttpSmsPresets.All, "Infobip", server, read => (read.Request!, read.Response));
            options.SecretValues = new Dictionary<string, string> { ["API_KEY"] = BenchmarkAccounts.ApiKey };
        });
    }

    private static void From(EmailProviderOptions options, Uri server) => (options.BaseUrl, options.SenderEmail) = (server, BenchmarkMail.Sender);

    /// <summary>A preset as it is, but for its host.</summary>
    private static (CustomRequest, CustomResponse?) Preset<TOptions>(
        IReadOnlyList<ProviderPreset> presets, string title, Uri server, Func<TOptions, (CustomRequest Request, CustomResponse? Response)> read)
        where TOptions : ProviderOptions
    {
        var values = presets.Single(preset => preset.Title == title).Values.DeepClone().AsObject();
        var settings = read((TOptions)ProviderFields.Read(typeof(TOptions), values));
        settings.Request.Url = new Uri(server, settings.Request.Url!.AbsolutePath);
        return settings;
    }
}
