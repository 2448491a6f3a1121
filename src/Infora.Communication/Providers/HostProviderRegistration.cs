using Microsoft.Extensions.Logging;

namespace Infora.Communication.Providers;

/// <summary>
/// Gives the host's own providers their ids: a row in the store for each, made once and kept in step, so that messages
/// and statistics can refer to them.
/// </summary>
internal sealed partial class HostProviderRegistration(
    HostProviders host, IProviderStore store, ILogger<HostProviderRegistration> logger) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private long _registered = -1;

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var snapshot = host.Current;
        if (Interlocked.Read(ref _registered) == snapshot.Generation)
        {
            return;
        }

        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Interlocked.Read(ref _registered) == snapshot.Generation)
            {
                return;
            }

            await RegisterAsync(snapshot.Records, cancellationToken).ConfigureAwait(false);
            Interlocked.Exchange(ref _registered, snapshot.Generation);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task RegisterAsync(IReadOnlyList<ProviderRecord> defined, CancellationToken cancellationToken)
    {
        await GiveTokensAsync(cancellationToken).ConfigureAwait(false);
        var stored = await store.ListAsync(channel: null, cancellationToken).ConfigureAwait(false);
        foreach (var record in defined)
        {
            var row = stored.FirstOrDefault(candidate => candidate.Channel == record.Channel && candidate.Name == record.Name);
            if (row is null && await store.AddAsync(Row(record), cancellationToken).ConfigureAwait(false) is null)
            {
                // Another process of the host was quicker.
                var now = await store.ListAsync(record.Channel, cancellationToken).ConfigureAwait(false);
                row = now.First(candidate => candidate.Name == record.Name);
            }

            if (row is not null)
            {
                await UpdateAsync(row, record, cancellationToken).ConfigureAwait(false);
            }
        }

        var gone = stored.Where(row => row.Source is ProviderSource.Host && row.IsActive
            && !defined.Any(record => record.Channel == row.Channel && record.Name == row.Name));
        foreach (var row in gone)
        {
            LogGone(logger, row.Channel, row.Name);
            await store.UpdateAsync(row with { IsActive = false, IsDefault = false }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Those that an earlier version stored have none yet. Where another process is quicker, it gave them one.</summary>
    private async Task GiveTokensAsync(CancellationToken cancellationToken)
    {
        var stored = await store.ListAsync(channel: null, cancellationToken).ConfigureAwait(false);
        foreach (var row in stored.Where(row => row.WebhookToken.Length is 0))
        {
            await store.UpdateAsync(row with { WebhookToken = ProviderRecord.NewWebhookToken() }, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task UpdateAsync(ProviderRecord row, ProviderRecord defined, CancellationToken cancellationToken)
    {
        if (row.Source is ProviderSource.Store)
        {
            LogTakenOver(logger, row.Channel, row.Name);
        }

        var wanted = row with
        {
            Source = ProviderSource.Host,
            Service = defined.Service,
            IsActive = defined.IsActive,
            IsDefault = defined.IsDefault || (row.IsDefault && defined.IsActive),
            Settings = Row(defined).Settings,
        };
        if (row.Source != wanted.Source || row.Service != wanted.Service || row.IsActive != wanted.IsActive
            || row.IsDefault != wanted.IsDefault || row.Priority != wanted.Priority)
        {
            await store.UpdateAsync(wanted, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Of a host's provider the store holds what it decides by: never its settings or secrets.</summary>
    private static ProviderRecord Row(ProviderRecord defined) =>
        defined with { Settings = new() { ["priority"] = defined.Priority }, Secrets = new Dictionary<string, string>() };

    [LoggerMessage(1102, LogLevel.Warning, "The {Channel} provider '{Name}' is no longer defined by the host and is not used any more.")]
    private static partial void LogGone(ILogger logger, MessageChannel channel, string name);

    [LoggerMessage(1103, LogLevel.Warning, "The host now defines the {Channel} provider '{Name}', which was added through the API before; its stored settings are not used.")]
    private static partial void LogTakenOver(ILogger logger, MessageChannel channel, string name);
}
