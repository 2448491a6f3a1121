using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Infora.Communication.Benchmarks;

/// <summary>Postfix's smtp-sink on a free port: it takes any mail and throws it away.</summary>
internal sealed class SmtpSink : IDisposable
{
    private static readonly string[] Places = ["/usr/sbin/smtp-sink", "/usr/lib/postfix/sbin/smtp-sink"];

    private readonly Process _process;
    private long _taken;

    private SmtpSink(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>How many mails it took, as far as it has said.</summary>
    public long Taken => Volatile.Read(ref _taken);

    public static SmtpSink Start()
    {
        var program = Places.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("smtp-sink was not found; install Debian's package postfix.");
        var port = FreePort();
        var start = new ProcessStartInfo(program, ["-u", "nobody", "-c", $"127.0.0.1:{port}", "1000"]) { RedirectStandardOutput = true };
        var process = Process.Start(start)!;

        WaitUntilItListens(port);
        var sink = new SmtpSink(process, port);
        _ = sink.CountAsync();
        return sink;
    }

    /// <summary>With -c it counts aloud, a number after each carriage return, and would stop once nobody reads.</summary>
    private async Task CountAsync()
    {
        var buffer = new byte[4096];
        var number = 0L;
        while (await _process.StandardOutput.BaseStream.ReadAsync(buffer) is var read and > 0)
        {
            foreach (var character in buffer.AsSpan(0, read))
            {
                if (char.IsAsciiDigit((char)character))
                {
                    number = (number * 10) + (character - '0');
                }
                else
                {
                    Volatile.Write(ref _taken, Math.Max(Taken, number));
                    number = 0;
                }
            }
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void WaitUntilItListens(int port)
    {
        var limit = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var client = new TcpClient("127.0.0.1", port);
                return;
            }
            catch (SocketException) when (limit.Elapsed < TimeSpan.FromSeconds(10))
            {
                Thread.Sleep(20);
            }
        }
    }
}
