using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace Infora.Communication.AspNetCore.Tests.Hosting;

/// <summary>Reads server-sent events, and moves the clock of the host while none comes.</summary>
internal sealed class EventReader(HttpResponseMessage response, StreamReader reader, FakeTimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(1));

    /// <summary>How many comments came.</summary>
    public int Comments { get; private set; }

    public HttpResponseMessage Response => response;

    public static async Task<EventReader> OpenAsync(HttpClient client, string path, FakeTimeProvider time)
    {
        var response = await client.GetAsync(new Uri(ApiHost.Prefix + path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        return new EventReader(response, new StreamReader(await response.Content.ReadAsStreamAsync()), time);
    }

    /// <summary>The data of the next event; null at the end.</summary>
    public async Task<JsonNode?> NextAsync()
    {
        var (type, data) = (default(string), default(string));
        while (await ReadLineAsync() is { } line)
        {
            if (line.Length is 0 && data is not null)
            {
                type.Should().Be("progress");
                return JsonNode.Parse(data);
            }

            Comments += line.StartsWith(':') ? 1 : 0;
            type = line.StartsWith("event: ", StringComparison.Ordinal) ? line["event: ".Length..] : type;
            data = line.StartsWith("data: ", StringComparison.Ordinal) ? line["data: ".Length..] : data;
        }

        return null;
    }

    /// <summary>Reads on until a comment came.</summary>
    public async Task CommentAsync()
    {
        while (!(await ReadLineAsync())!.StartsWith(':'))
        {
            // Blank lines stand between events.
        }

        Comments++;
    }

    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
        _limit.Dispose();
    }

    private async Task<string?> ReadLineAsync()
    {
        var reading = reader.ReadLineAsync(_limit.Token).AsTask();
        while (await Task.WhenAny(reading, Task.Delay(TimeSpan.FromMilliseconds(20))) != reading)
        {
            time.Advance(TimeSpan.FromSeconds(1));
        }

        return await reading;
    }
}
