using System.Globalization;
using Infora.Communication.CrashTests.Databases;
using Infora.Communication.Outbox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Infora.Communication.CrashTests.Workers;

/// <summary>A process of an application that sends queued messages, until its standard input ends.</summary>
internal static class Worker
{
    /// <summary>The environment variables that make a worker kill itself.</summary>
    public const string CrashPointVariable = "CRASH_TEST_POINT";
    public const string CrashCallVariable = "CRASH_TEST_CALL";

    public static async Task<int> RunAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss.fff "));
        var database = new Database(Setting("database"), Setting("connection"));
        HostSetup.AddCommunication(builder.Services, database, int.Parse(Setting("smtp-port"), CultureInfo.InvariantCulture));
        if (Enum.TryParse<CrashPoint>(Environment.GetEnvironmentVariable(CrashPointVariable), out var point))
        {
            var call = int.Parse(Environment.GetEnvironmentVariable(CrashCallVariable) ?? "1", CultureInfo.InvariantCulture);
            Crash(builder.Services, point, call);
        }

        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine("ready");

        // Whoever started this process holds its standard input; with that it ends in good order, and never stays behind.
        await Console.In.ReadToEndAsync();
        await host.StopAsync();
        return 0;

        string Setting(string name) => builder.Configuration[name] ?? throw new ArgumentException($"--{name} is missing.");
    }

    private static void Crash(IServiceCollection services, CrashPoint point, int call)
    {
        var registered = services.Last(service => service.ServiceType == typeof(IOutboxStore));
        services.Remove(registered);
        services.AddSingleton<IOutboxStore>(provider => new CrashingOutboxStore(Create(provider, registered), point, call));
    }

    private static IOutboxStore Create(IServiceProvider services, ServiceDescriptor registered) => (IOutboxStore)(
        registered.ImplementationFactory?.Invoke(services)
        ?? ActivatorUtilities.CreateInstance(services, registered.ImplementationType!));
}
