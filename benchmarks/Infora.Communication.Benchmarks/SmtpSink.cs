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

    /// <summary>With -c it counts aloud, and would stop once nobody reads: <c>sess=1 quit=0 mesg=3</c> and a carriage return.</summary>
    private async Task CountAsync()
    {
        var buffer = new byte[4096];
        var (number, isMails) = (0L, false);
        while (await _process.StandardOutput.BaseStream.ReadAsync(buffer) is var read and > 0)
        {
            foreach (var character in buffer.AsSpan(0, read))
            {
                switch ((char)character)
                {
                    case 'g':
                        (number, isMails) = (0, true);
                        break;
                    case var digit when isMails && char.IsAsciiDigit(digit):
                        number = (number * 10) + (digit - '0');
                        break;
                    case '\r':
                        Volatile.Write(ref _taken, number);
                        isMails = false;
                        break;
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
