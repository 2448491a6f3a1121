using Infora.Communication.Email;
using Infora.Communication.Outbox;
using Infora.Communication.Statistics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Infora.Communication.Benchmarks.Outbox;

/// <summary>An application on PostgreSQL with one email provider, whose dispatcher runs from the start or not at all.</summary>
internal sealed class OutboxHost : IAsyncDisposable
{
    private readonly IHost _host;

    private OutboxHost(IHost host) => _host = host;

    public IMessageOutbox Outbox => _host.Services.GetRequiredService<IMessageOutbox>();

    public IOutboxStore Store => _host.Services.GetRequiredService<IOutboxStore>();

    public IMessageCounts Counts => _host.Services.GetRequiredService<IMessageCounts>();

    public StoreTimes Times => _host.Services.GetRequiredService<StoreTimes>();

    /// <param name="connection">The database.</param>
    /// <param name="configure">Adds the provider.</param>
    /// <param name="maxInFlight">How many messages are handed over at once; null for a host that sends none.</param>
    /// <param name="migrates">Whether it makes the tables, which another application may have made.</param>
    public static async Task<OutboxHost> StartAsync(
        string connection, Action<CommunicationBuilder> configure, int? maxInFlight = null, bool migrates = true)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());

        // Entity Framework calls it an error that an empty database has no table of migrations yet.
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None).AddConsole();
        var communication = builder.Services.AddInforaCommunication(options =>
        {
            options.AllowLoopbackProviders = true;
            options.Dispatcher.Enabled = maxInFlight is not null;
            options.Dispatcher.MaxInFlight = maxInFlight ?? options.Dispatcher.MaxInFlight;
        });
        communication.UseEntityFramework(database => database.UsePostgreSql(connection));
        configure(communication);
        builder.Services.AddSingleton<StoreTimes>();
        TimedOutboxStore.Decorate(builder.Services);
        var host = builder.Build();
        if (migrates)
        {
            await host.Services.MigrateInforaCommunicationAsync();
        }

        await host.StartAsync();
        return new OutboxHost(host);
    }

    /// <summary>Queues the benchmarks' mail so many times, 1,000 at a time.</summary>
    public async Task EnqueueAsync(int messages)
    {
        foreach (var portion in Enumerable.Range(0, messages).Chunk(1_000))
        {
            await Outbox.EnqueueAsync([.. portion.Select(_ => new OutboxEntry(Mail))]);
        }
    }

    /// <summary>Stops in good order: what is in the air is recorded.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static EmailMessage Mail => new()
    {
        To = new EmailAddress(BenchmarkMail.Recipient, BenchmarkMail.RecipientName),
        Subject = BenchmarkMail.Subject,
        HtmlBody = BenchmarkMail.Html,
        TextBody = BenchmarkMail.Text,
    };
}
