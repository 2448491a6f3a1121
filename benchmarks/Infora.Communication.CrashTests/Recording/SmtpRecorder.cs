using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Infora.Communication.CrashTests.Recording;

/// <summary>An SMTP server that notes each mail before it says that it took it, and lives outside the processes that are killed.</summary>
internal sealed class SmtpRecorder : IAsyncDisposable
{
    private readonly ConcurrentQueue<RecordedMail> _mails = new();
    private readonly ConcurrentDictionary<Task, byte> _sessions = new();
    private CancellationTokenSource _stop = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;
    private int _unanswered;

    /// <value>The same port after a restart.</value>
    public int Port { get; private set; }

    /// <summary>How long it takes over each mail: half before it notes it, half before it answers.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How many mails it takes before it answers 452 to all others; null for any number.</summary>
    public int? Quota { get; init; }

    /// <summary>Is called with each mail that was taken, before the answer; false keeps the answer back for ever.</summary>
    public Func<RecordedMail, bool> Answers { get; set; } = _ => true;

    /// <summary>What it took, each time that it took it.</summary>
    public IReadOnlyCollection<RecordedMail> Mails => _mails;

    public int Count => _mails.Count;

    /// <summary>How many mails it took and could not say so, since it was stopped.</summary>
    public int Unanswered => _unanswered;

    public bool IsFull => Quota <= _mails.Count;

    public void Start()
    {
        _stop = new CancellationTokenSource();
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start(backlog: 512);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(_listener, _stop.Token);
    }

    /// <summary>Ends all connections, whatever is going on in them.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        _listener?.Dispose();
        await _accepting;
        await Task.WhenAll(_sessions.Keys);
        _stop.Dispose();
    }

    public async Task WaitForAsync(int count, CancellationToken cancellationToken)
    {
        while (Count < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), cancellationToken);
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    /// <returns>Whether the mail is to be answered.</returns>
    internal bool Take(RecordedMail mail)
    {
        _mails.Enqueue(mail);
        return Answers(mail);
    }

    internal void NoteUnanswered() => Interlocked.Increment(ref _unanswered);

    private async Task AcceptAsync(TcpListener listener, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync(stop);
                var session = new RecorderSession(this, client).RunAsync(stop);
                _sessions[session] = 0;
                _ = session.ContinueWith(ended => _sessions.TryRemove(ended, out _), TaskScheduler.Default);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
