using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Infora.Communication.CrashTests.Databases;

/// <summary>
/// A PostgreSQL server of its own with the settings that it comes with, so that what it has confirmed survives its crash.
/// It can be stopped in the middle of its work and started again.
/// </summary>
internal sealed class LocalPostgreSql : IAsyncDisposable
{
    private readonly string _programs;
    private readonly string _folder;
    private readonly int _port;
    private int _databases;

    private LocalPostgreSql(string programs, string folder, int port) => (_programs, _folder, _port) = (programs, folder, port);

    public static async Task<LocalPostgreSql> StartAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("infora-postgresql-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", ["postgres", folder], cancellationToken);
        }

        var server = new LocalPostgreSql(Programs(), folder, FreePort());
        await server.CallAsync("initdb", ["-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"], cancellationToken);
        await server.ResumeAsync(cancellationToken);
        return server;
    }

    private string Data => Path.Combine(_folder, "data");

    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"load_{++_databases}");
        await CallAsync("createdb", ["-h", "127.0.0.1", "-p", Port, "-U", "postgres", name], cancellationToken);
        return $"Host=127.0.0.1;Port={Port};Username=postgres;Database={name}";
    }

    /// <summary>Ends it as a crash would: connections break, and what it had confirmed is replayed from its log at the next start.</summary>
    public Task CrashAsync(CancellationToken cancellationToken) => CallAsync("pg_ctl", ["-D", Data, "-s", "-w", "-m", "immediate", "stop"], cancellationToken);

    public Task ResumeAsync(CancellationToken cancellationToken)
    {
        var settings = $"-c listen_addresses=127.0.0.1 -p {Port} -c unix_socket_directories='' -c max_connections=300 -c timezone=UTC";
        return CallAsync("pg_ctl", ["-D", Data, "-l", Path.Combine(_folder, "server.log"), "-s", "-w", "-o", settings, "start"], cancellationToken);
    }

    /// <summary>The processor time that its processes have taken, those that still run: on a busy machine it tells more than a clock.</summary>
    public TimeSpan ProcessorTime()
    {
        var server = int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        var ticks = Directory.GetDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])).Sum(folder => TicksOf(folder, server));
        return TimeSpan.FromSeconds(ticks / 100.0);
    }

    public async ValueTask DisposeAsync()
    {
        await CrashAsync(CancellationToken.None);
        Directory.Delete(_folder, recursive: true);
    }

    private string Port => _port.ToString(CultureInfo.InvariantCulture);

    private Task CallAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        string[] command = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--", Path.Combine(_programs, program), .. arguments]
            : [Path.Combine(_programs, program), .. arguments];

        // The server outlives pg_ctl and would keep a pipe open.
        return RunAsync("/bin/sh", ["-c", "exec \"$@\" >/dev/null", "sh", .. command], cancellationToken);
    }

    /// <summary>In hundredths of a second: fields 14 and 15 of what Linux calls stat, of children of the server (field 4).</summary>
    private static long TicksOf(string process, int server)
    {
        var stat = Path.Combine(process, "stat");
        if (!File.Exists(stat))
        {
            return 0;
        }

        var fields = File.ReadAllText(stat).Split(") ")[^1].Split(' ');
        return fields[1] == server.ToString(CultureInfo.InvariantCulture)
            ? long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)
            : 0;
    }

    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode is not 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}.");
        }
    }

    private static string Programs()
    {
        const string Debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        var debian = versions.OrderByDescending(version => double.Parse(Path.GetFileName(version), CultureInfo.InvariantCulture))
            .Select(version => Path.Combine(version, "bin"));
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var initdb = debian.Concat(path).Select(folder => Path.Combine(folder, "initdb")).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("PostgreSQL's server programs were not found; install Debian's package postgresql.");

        // A link in PATH may stand alone: the other programs are beside what it leads to.
        return Path.GetDirectoryName(File.ResolveLinkTarget(initdb, returnFinalTarget: true)?.FullName ?? initdb)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
