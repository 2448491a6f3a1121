using System.Net.Sockets;
using System.Text;

namespace Infora.Communication.CrashTests.Recording;

/// <summary>One connection to the recorder: as much of SMTP as a client needs that sends plain mail.</summary>
internal sealed class RecorderSession(SmtpRecorder recorder, TcpClient client)
{
    private const string MessageIdField = "Message-Id:";

    private string _recipient = "";

    public async Task RunAsync(CancellationToken stop)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await TalkAsync(client.GetStream(), stop);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
            {
                // Either side is gone, which is what this server is here to see.
                return;
            }
        }
    }

    private async Task TalkAsync(NetworkStream stream, CancellationToken stop)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        await AnswerAsync(stream, "220 recorder", stop);
        while (await reader.ReadLineAsync(stop) is { } line)
        {
            switch (line.Length < 4 ? line : line[..4].ToUpperInvariant())
            {
                case "RCPT":
                    _recipient = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.LastIndexOf('>')];
                    await AnswerAsync(stream, "250 OK", stop);
                    break;
                case "MAIL" when recorder.IsFull:
                    await AnswerAsync(stream, "452 4.3.1 The account has sent all the mail that it may send today", stop);
                    break;
                case "DATA":
                    await AnswerAsync(stream, "354 Go on", stop);
                    await TakeAsync(stream, await ReadMailAsync(reader, stop), stop);
                    break;
                case "QUIT":
                    await AnswerAsync(stream, "221 Bye", stop);
                    return;
                default:
                    await AnswerAsync(stream, "250 OK", stop);
                    break;
            }
        }
    }

    private async Task TakeAsync(NetworkStream stream, RecordedMail mail, CancellationToken stop)
    {
        await Task.Delay(recorder.Delay / 2, stop);
        if (!recorder.Take(mail))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
        }

        try
        {
            await Task.Delay(recorder.Delay / 2, stop);
            await AnswerAsync(stream, "250 Taken", stop);
        }
        catch (OperationCanceledException)
        {
            recorder.NoteUnanswered();
            throw;
        }
    }

    private async Task<RecordedMail> ReadMailAsync(StreamReader reader, CancellationToken stop)
    {
        var id = "";
        while (await reader.ReadLineAsync(stop) is var line and not ".")
        {
            if (line is null)
            {
                throw new IOException("The connection ended within a mail.");
            }

            if (id.Length is 0 && line.StartsWith(MessageIdField, StringComparison.OrdinalIgnoreCase))
            {
                id = line[MessageIdField.Length..].Trim();
            }
        }

        return new RecordedMail(_recipient, id);
    }

    private static async Task AnswerAsync(NetworkStream stream, string line, CancellationToken stop) =>
        await stream.WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"), stop);
}
