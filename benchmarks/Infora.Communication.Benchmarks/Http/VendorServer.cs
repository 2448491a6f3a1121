using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Infora.Communication.Benchmarks.Http;

/// <summary>
/// Stands in for all vendors: reads each request whole and gives the answer that belongs to its path. It runs in a
/// process of its own, so that nothing it allocates is counted, with a blocking thread for each connection.
/// </summary>
internal static class VendorServer
{
    /// <summary>Gives back the last other request as it came, so that both sides of a comparison can be compared.</summary>
    public const string RecordedPath = "/recorded";

    private static byte[] _recorded = [];

    public static int Run()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Console.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port);
        new Thread(() => Accept(listener)) { IsBackground = true }.Start();

        // The benchmark holds the other end: when it is gone, so is the server.
        Console.In.ReadToEnd();
        return 0;
    }

    private static void Accept(Socket listener)
    {
        while (true)
        {
            var connection = listener.Accept();
            connection.NoDelay = true;
            new Thread(() => Serve(connection)) { IsBackground = true }.Start();
        }
    }

    private static void Serve(Socket connection)
    {
        var buffer = new byte[64 * 1024];
        using (connection)
        {
            while (ReadRequest(connection, buffer) is var length and > 0)
            {
                var request = buffer.AsSpan(0, length);
                var path = PathOf(request);
                if (path.SequenceEqual(Encoding.ASCII.GetBytes(RecordedPath)))
                {
                    connection.Send(VendorAnswers.Write(200, _recorded));
                }
                else
                {
                    _recorded = request.ToArray();
                    connection.Send(VendorAnswers.For(path));
                }
            }
        }
    }

    /// <summary>The length of the next request; 0 at the end of the connection.</summary>
    private static int ReadRequest(Socket connection, byte[] buffer)
    {
        var (length, wanted) = (0, int.MaxValue);
        while (length < wanted)
        {
            // A client that was collected leaves with a reset.
            var read = connection.Receive(buffer.AsSpan(length), SocketFlags.None, out var fault);
            if (read is 0 || fault is not SocketError.Success)
            {
                return 0;
            }

            length += read;
            if (wanted is int.MaxValue && buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is var end and >= 0)
            {
                wanted = end + 4 + ContentLength(buffer.AsSpan(0, end));
            }
        }

        return length;
    }

    private static ReadOnlySpan<byte> PathOf(ReadOnlySpan<byte> request)
    {
        var target = request[(request.IndexOf((byte)' ') + 1)..];
        return target[..target.IndexOf((byte)' ')];
    }

    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        const string Name = "Content-Length: ";
        var text = Encoding.ASCII.GetString(head);
        var at = text.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(text.AsSpan(at + Name.Length).Slice(0, Digits(text.AsSpan(at + Name.Length))), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static int Digits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : text.Length;
}
