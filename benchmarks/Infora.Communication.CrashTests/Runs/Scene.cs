using System.Globalization;
using Infora.Communication.Campaigns;
using Infora.Communication.CrashTests.Databases;
using Infora.Communication.CrashTests.Recording;
using Infora.Communication.CrashTests.Workers;
using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Templates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.CrashTests.Runs;

/// <summary>
/// One run: a database, the recorder, workers in processes of their own, and the application that queues messages and reads
/// what became of them, in this process, which sends none.
/// </summary>
internal sealed class Scene : IAsyncDisposable
{
    private const int Batch = 250;

    private readonly ServiceProvider _services;
    private readonly IReadOnlyList<string> _settings;
    private readonly WorkersLog _log = new();
    private readonly List<WorkerProcess> _workers = [];

    private Scene(Database database, SmtpRecorder recorder, IReadOnlyList<string> settings, ServiceProvider services) =>
        (Database, Recorder, _settings, _services) = (database, recorder, settings, services);

    public Database Database { get; }

    public SmtpRecorder Recorder { get; }

    public IMessageStore Store => _services.GetRequiredService<IMessageStore>();

    /// <param name="database">Where the messages are; it is migrated.</param>
    /// <param name="recorder">The server; it is started.</param>
    /// <param name="settings">Settings of the workers, as arguments of the command line.</param>
    /// <param name="cancellationToken">Stops the migration.</param>
    public static async Task<Scene> OpenAsync(
        Database database, SmtpRecorder recorder, IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        recorder.Start();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddCommandLine([.. settings]).Build());
        HostSetup.AddCommunication(services, database, recorder.Port);
        var provider = services.BuildServiceProvider();
        await provider.MigrateInforaCommunicationAsync(cancellationToken);
        return new Scene(database, recorder, settings, provider);
    }

    public async Task EnqueueAsync(int count, CancellationToken cancellationToken)
    {
        foreach (var numbers in Enumerable.Range(0, count).Chunk(Batch))
        {
            await EnqueueBatchAsync(numbers, cancellationToken);
        }
    }

    /// <summary>Queues messages in one go, all or none.</summary>
    public async Task EnqueueBatchAsync(IEnumerable<int> numbers, CancellationToken cancellationToken)
    {
        var outbox = _services.GetRequiredService<IMessageOutbox>();
        var entries = numbers.Select(number => new OutboxEntry(new EmailMessage
        {
            To = new EmailAddress(RecipientOf(number)),
            Subject = "Payment received",
            TextBody = string.Create(CultureInfo.InvariantCulture, $"Thank you for payment {number}."),
        }));
        var results = await outbox.EnqueueAsync([.. entries], cancellationToken);
        if (results.FirstOrDefault(result => result.Outcome is not EnqueueOutcome.Queued) is { } refused)
        {
            throw new InvalidOperationException($"A message was not queued: {refused.Outcome} {string.Join(", ", refused.Errors)}");
        }
    }

    /// <summary>Starts a campaign to so many recipients.</summary>
    /// <returns>Its id.</returns>
    public async Task<int> StartCampaignAsync(int recipients, CancellationToken cancellationToken)
    {
        var template = await _services.GetRequiredService<ITemplateStore>().AddAsync(
            new MessageTemplate
            {
                Channel = MessageChannel.Email,
                Name = "Maintenance",
                Type = TemplateType.Custom,
                Subject = "Maintenance",
                TextBody = "Dear customer {{ number }}, we work on the network tonight.",
            },
            cancellationToken);
        var draft = new CampaignDraft { Channel = MessageChannel.Email, Name = "Maintenance", TemplateId = template!.Id, Start = false };
        var id = (await Campaigns.CreateAsync(draft, cancellationToken)).Campaign!.Id;
        await Campaigns.AddRecipientsAsync(MessageChannel.Email, id, RowsAsync(recipients), cancellationToken);
        Require(await Campaigns.StartAsync(MessageChannel.Email, id, cancellationToken));
        return id;
    }

    public async Task PauseCampaignAsync(int id, CancellationToken cancellationToken) =>
        Require(await Campaigns.PauseAsync(MessageChannel.Email, id, cancellationToken));

    public async Task ResumeCampaignAsync(int id, CancellationToken cancellationToken) =>
        Require(await Campaigns.ResumeAsync(MessageChannel.Email, id, cancellationToken));

    /// <summary>Waits until a campaign is over.</summary>
    public async Task<CampaignProgress> CompletedAsync(int id, TimeSpan longest, CancellationToken cancellationToken)
    {
        await WaitUntilAsync(async token => (await FindAsync(token)).Campaign.CompletedAt is not null, longest, cancellationToken);
        return await FindAsync(cancellationToken);

        async Task<CampaignProgress> FindAsync(CancellationToken token) => (await Campaigns.FindAsync(MessageChannel.Email, id, token))!;
    }

    private ICampaigns Campaigns => _services.GetRequiredService<ICampaigns>();

    private static void Require(CampaignResult result)
    {
        if (result.Outcome is not CampaignOutcome.Done)
        {
            throw new InvalidOperationException($"{result.Outcome}: {result.Reason}");
        }
    }

    private static async IAsyncEnumerable<CampaignRecipientRow> RowsAsync(int recipients)
    {
        for (var number = 0; number < recipients; number++)
        {
            await Task.CompletedTask;
            yield return new CampaignRecipientRow(
                number + 1,
                new CampaignRecipient(RecipientOf(number), TemplateVariables.From(new Dictionary<string, object?> { ["number"] = number })));
        }
    }

    public async Task<WorkerProcess> StartWorkerAsync(CancellationToken cancellationToken)
    {
        var worker = WorkerProcess.Start(Database, Recorder.Port, _settings, _log.Writer);
        _workers.Add(worker);
        await worker.ReadyAsync(cancellationToken);
        return worker;
    }

    /// <summary>Runs a worker until it has killed itself.</summary>
    public async Task RunDyingWorkerAsync(CrashPoint point, int call, CancellationToken cancellationToken)
    {
        await using var worker = WorkerProcess.Start(Database, Recorder.Port, _settings, _log.Writer, (point, call));
        await worker.WaitForExitAsync(cancellationToken);
    }

    public async Task<WorkerProcess[]> StartWorkersAsync(int count, CancellationToken cancellationToken) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => StartWorkerAsync(cancellationToken)).ToList());

    public Task<Tally> TallyAsync(CancellationToken cancellationToken) => Tally.TakeAsync(Store, cancellationToken);

    /// <summary>Waits until nothing is queued, being sent, or to be sent again.</summary>
    public Task<Tally> SettleAsync(TimeSpan longest, CancellationToken cancellationToken) => WaitUntilAsync(token => Tally.IsSettledAsync(Store, token), longest, cancellationToken);

    public async Task<Tally> WaitUntilAsync(Func<CancellationToken, Task<bool>> holds, TimeSpan longest, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await holds(cancellationToken))
        {
            if (TimeProvider.System.GetElapsedTime(started) > longest)
            {
                var tally = await TallyAsync(cancellationToken);
                throw new TimeoutException($"After {longest.TotalSeconds:0} s: {tally}; {Recorder.Count} mails arrived. The workers' log is {_log.Path}.");
            }

            await pace.WaitForNextTickAsync(cancellationToken);
        }

        return await TallyAsync(cancellationToken);
    }

    /// <summary>Where everything was kept, nobody needs the workers' log.</summary>
    public bool Conclude(Verdict verdict)
    {
        _log.IsNeeded = !verdict.IsKept;
        if (_log.IsNeeded)
        {
            Verdict.Say($"  the workers' log is {_log.Path}");
        }

        return verdict.IsKept;
    }

    /// <summary>Ends the workers in good order.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            await worker.DisposeAsync();
        }

        await Recorder.DisposeAsync();
        await _services.DisposeAsync();
        await _log.DisposeAsync();
    }

    public static string RecipientOf(int number) => string.Create(CultureInfo.InvariantCulture, $"customer-{number:000000}@example.com");
}
