using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Infora.Communication.Benchmarks.Campaigns;

/// <summary>Stands in for SendGrid: takes every request, and counts requests and the recipients that they carry.</summary>
internal sealed class SendGridCount : IDisposable
{
    private readonly HttpListener _listener = new();
    private long _requests;
    private long _recipients;

    public SendGridCount()
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Address { get; }

    public long Requests => Volatile.Read(ref _requests);

    /// <summary>How many different ones.</summary>
    public long Recipients => Volatile.Read(ref _recipients);

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = await JsonDocument.ParseAsync(context.Request.InputStream);
            foreach (var personalization in body.RootElement.GetProperty("personalizations").EnumerateArray())
            {
                if (seen.Add(personalization.GetProperty("to")[0].GetProperty("email").GetString()!))
                {
                    Interlocked.Increment(ref _recipients);
                }
                else
                {
                    throw new InvalidOperationException("A recipient came twice.");
                }
            }

            var number = Interlocked.Increment(ref _requests);
            context.Response.StatusCode = (int)HttpStatusCode.Accepted;
            context.Response.Headers["X-Message-Id"] = $"message-{number}";
            context.Response.Close();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
