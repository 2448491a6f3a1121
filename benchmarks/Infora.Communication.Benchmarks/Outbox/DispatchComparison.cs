using System.Diagnostics;
using System.Globalization;
using Infora.Communication.CrashTests.Databases;
using Npgsql;

namespace Infora.Communication.Benchmarks.Outbox;

/// <summary>
/// From the call that queues messages to their being recorded as sent, in one process: to smtp-sink beside a MailKit loop that
/// stores nothing, in turns, with four connections each; and to a provider that does nothing.
/// </summary>
internal static class DispatchComparison
{
    private const int Connections = 4;

    private static readonly int[] InFlight = [64, 256, 512];

    public static async Task<int> RunAsync(string[] args)
    {
        var messages = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20_000;
        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        var inFlight = args.Length > 2 ? [int.Parse(args[2], CultureInfo.InvariantCulture)] : InFlight;
        using var sink = SmtpSink.Start();
        await using var server = await LocalPostgreSql.StartAsync(CancellationToken.None);
        Console.WriteLine($"{messages} messages a round, {rounds} rounds in turns, medians");
        Console.WriteLine("| in flight | MailKit loop (messages/s) | outbox to smtp (messages/s) | ratio | of these stored before (messages/s) | outbox to nothing (messages/s) | stored before (messages/s) |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var most in inFlight)
        {
            var loop = new MailKitLoop(sink.Port, Connections);
            var bare = new List<double>();
            var smtp = await MeasureAsync(server, builder => BenchmarkProviders.Sink(builder, sink.Port, Connections), most, messages, rounds, async () =>
            {
                var before = Environment.CpuUsage.TotalTime;
                bare.Add(await RateAsync(messages, () => loop.SendAsync(messages)));
                Console.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  MailKit loop {bare[^1]:N0} messages/s; processor {(Environment.CpuUsage.TotalTime - before).TotalMicroseconds / messages:0} µs a message"));
            });
            var nothing = await MeasureAsync(server, BenchmarkProviders.Nothing, most, messages, rounds, () => Task.CompletedTask);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {most} | {Medians.Of(bare):N0} | {Medians.Of(smtp.Whole):N0} | {Medians.OfRatios(bare, smtp.Whole):0.00} | {Medians.Of(smtp.Backlog):N0} | {Medians.Of(nothing.Whole):N0} | {Medians.Of(nothing.Backlog):N0} |"));
        }

        return 0;
    }

    /// <summary>The first round only warms up.</summary>
    private static async Task<(List<double> Whole, List<double> Backlog)> MeasureAsync(
        LocalPostgreSql server, Action<CommunicationBuilder> provider, int inFlight, int messages, int rounds, Func<Task> otherSideAsync)
    {
        var connection = await server.CreateDatabaseAsync(CancellationToken.None);
        await using var database = NpgsqlDataSource.Create(connection);
        var (whole, backlog) = (new List<double>(), new List<double>());
        var host = await OutboxHost.StartAsync(connection, provider, inFlight);
        await SendAsync(host, messages);
        for (var round = 0; round < rounds; round++)
        {
            await MessageTables.EmptyAsync(database);
            await otherSideAsync();
            var (own, servers) = (Environment.CpuUsage.TotalTime, server.ProcessorTime());
            whole.Add(await RateAsync(messages, () => SendAsync(host, messages)));
            (own, servers) = (Environment.CpuUsage.TotalTime - own, server.ProcessorTime() - servers);
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {whole[^1]:N0} messages/s; processor {own.TotalMicroseconds / messages:0} µs a message here, {servers.TotalMicroseconds / messages:0} in PostgreSQL; {host.Times}"));
        }

        await host.DisposeAsync();
        for (var round = 0; round < rounds; round++)
        {
            backlog.Add(await BacklogRateAsync(connection, database, provider, inFlight, messages));
        }

        return (whole, backlog);
    }

    private static async Task SendAsync(OutboxHost host, int messages)
    {
        var sent = host.Times.ExpectAsync(messages);
        await host.EnqueueAsync(messages);
        await sent;
    }

    /// <summary>The messages are stored before the dispatcher starts.</summary>
    private static async Task<double> BacklogRateAsync(
        string connection, NpgsqlDataSource database, Action<CommunicationBuilder> provider, int inFlight, int messages)
    {
        await MessageTables.EmptyAsync(database);
        await using (var application = await OutboxHost.StartAsync(connection, provider))
        {
            await application.EnqueueAsync(messages);
        }

        await using var host = await OutboxHost.StartAsync(connection, provider, inFlight);
        return await RateAsync(messages, () => host.Times.ExpectAsync(messages));
    }

    private static async Task<double> RateAsync(int messages, Func<Task> sendAsync)
    {
        var started = Stopwatch.GetTimestamp();
        await sendAsync();
        return messages / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
