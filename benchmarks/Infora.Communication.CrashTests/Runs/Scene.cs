using System.Globalization;
using Infora.Communication.CrashTests.Databases;
using Infora.Communication.CrashTests.Recording;
using Infora.Communication.CrashTests.Workers;
using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
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
    private readonly TextWriter _log;
    private readonly List<WorkerProcess> _workers = [];
    private bool _isLogNeeded = true;

    private Scene(Database database, SmtpRecorder recorder, IReadOnlyList<string> settings, ServiceProvider services, string log)
    {
        (Database, Recorder, _settings, _services, Log) = (database, recorder, settings, services, log);
        _log = TextWriter.Synchronized(new StreamWriter(log) { AutoFlush = true });
    }

    public Database Database { get; }

    public SmtpRecorder Recorder { get; }

    /// <summary>The file that has what the workers logged.</summary>
    public string Log { get; }

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
        var log = Path.Combine(Path.GetTempPath(), $"infora-workers-{Guid.CreateVersion7():N}.log");
        return new Scene(database, recorder, settings, provider, log);
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

    public async Task<WorkerProcess> StartWorkerAsync(CancellationToken cancellationToken)
    {
        var worker = WorkerProcess.Start(Database, Recorder.Port, _settings, _log);
        _workers.Add(worker);
        await worker.ReadyAsync(cancellationToken);
        return worker;
    }

    /// <summary>Runs a worker until it has killed itself.</summary>
    public async Task RunDyingWorkerAsync(CrashPoint point, int call, CancellationToken cancellationToken)
    {
        await using var worker = WorkerProcess.Start(Database, Recorder.Port, _settings, _log, (point, call));
        await worker.WaitForExitAsync(cancellationToken);
    }

    public async Task<WorkerProcess[]> StartWorkersAsync(int count, CancellationToken cancellationToken) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => StartWorkerAsync(cancellationToken)).ToList());

    public Task<Tally> TallyAsync(CancellationToken cancellationToken) => Tally.TakeAsync(Store, cancellationToken);

    /// <summary>Waits until nothing is queued, being sent, or to be sent again.</summary>
    public Task<Tally> SettleAsync(TimeSpan longest, CancellationToken cancellationToken) => WaitUntilAsync(IsSettledAsync, longest, cancellationToken);

    public async Task<Tally> WaitUntilAsync(Func<CancellationToken, Task<bool>> holds, TimeSpan longest, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await holds(cancellationToken))
        {
            if (TimeProvider.System.GetElapsedTime(started) > longest)
            {
                var tally = await TallyAsync(cancellationToken);
                throw new TimeoutException($"After {longest.TotalSeconds:0} s: {tally}; {Recorder.Count} mails arrived. The workers' log is {Log}.");
            }

            await pace.WaitForNextTickAsync(cancellationToken);
        }

        return await TallyAsync(cancellationToken);
    }

    /// <summary>Where everything was kept, nobody needs the workers' log.</summary>
    public bool Conclude(Verdict verdict)
    {
        _isLogNeeded = !verdict.IsKept;
        if (_isLogNeeded)
        {
            Verdict.Say($"  the workers' log is {Log}");
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
        if (!_isLogNeeded)
        {
            File.Delete(Log);
        }
    }

    public static string RecipientOf(int number) => string.Create(CultureInfo.InvariantCulture, $"customer-{number:000000}@example.com");

    private async Task<bool> IsSettledAsync(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var counts = await Store.CountAsync(today.AddDays(-1), today.AddDays(1), cancellationToken);
        if (counts.Any(count => count.Status is MessageStatus.Queued or MessageStatus.Sending))
        {
            return false;
        }

        var uncertain = await Store.ListAsync(new MessageQuery { Status = MessageStatus.Uncertain, Limit = 10_000 }, cancellationToken);
        return uncertain.All(message => message.State.NextAttemptAt is null);
    }
}
