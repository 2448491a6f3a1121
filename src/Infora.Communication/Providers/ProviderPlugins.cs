using System.Collections.Concurrent;
using Infora.Communication.Alerts;
using Infora.Communication.Delivery;
using Infora.Communication.Outbox;
using Microsoft.Extensions.Logging;

namespace Infora.Communication.Providers;

/// <summary>
/// Makes plugins from configured providers and keeps them until their configuration changes: the next message after a
/// change already goes through a new one, while sends under way end with the old one.
/// </summary>
internal sealed partial class ProviderPlugins(
    ProviderTypes types, HostProviders host, IServiceProvider services, AlertDesk alerts, FreedPlaces freed, TimeProvider time, ILogger<ProviderPlugins> logger) : IAsyncDisposable, IDisposable
{
    private readonly ConcurrentDictionary<int, Entry> _entries = new();

    public ConfiguredProvider Get(ProviderRecord record)
    {
        var stamp = StampOf(record);
        if (Find(record) is { } known)
        {
            return known with { Record = record };
        }

        var made = new Entry(stamp, Make(record));
        while (true)
        {
            if (!_entries.TryGetValue(record.Id, out var current))
            {
                if (_entries.TryAdd(record.Id, made))
                {
                    return made.Provider;
                }
            }
            else if (current.Stamp == stamp)
            {
                Discard(made.Provider);
                return current.Provider with { Record = record };
            }
            else if (_entries.TryUpdate(record.Id, made, current))
            {
                Discard(current.Provider);
                return made.Provider;
            }
        }
    }

    /// <summary>The plugin that is in use; null before its first message, and after a change of its configuration.</summary>
    public ConfiguredProvider? Find(ProviderRecord record) =>
        _entries.TryGetValue(record.Id, out var entry) && entry.Stamp == StampOf(record) ? entry.Provider : null;

    private (long Version, long Generation) StampOf(ProviderRecord record) => (record.Version, host.Current.Generation);

    public void Forget(int id)
    {
        if (_entries.TryRemove(id, out var entry))
        {
            Discard(entry.Provider);
        }
    }

    /// <summary>Makes a plugin, or says why it cannot be made.</summary>
    public ConfiguredProvider Make(ProviderRecord record)
    {
        if (types.Find(record.Channel, record.Service) is not { } type)
        {
            return Faulty(record, null, $"This host has no plugin for the service '{record.Service}'.");
        }

        if (record.UnreadableSecrets.Count > 0)
        {
            return Faulty(record, type, $"Its {string.Join(", ", record.UnreadableSecrets)} cannot be decrypted: the keys that it was stored with are missing. Give it again.");
        }

        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in record.Secrets)
        {
            if (host.ResolveSecret(value) is not { } secret)
            {
                return Faulty(record, type, $"The configuration key that {name} refers to is not set.");
            }

            secrets[name] = secret;
        }

        var options = type.ReadOptions(ProviderSettings.Combine(record.Settings, secrets));
        return new ConfiguredProvider(record, type, options, type.CreateProvider(services, record.Id, record.Name, options), Fault: null)
        {
            Gate = new ProviderGate(
                time,
                onOpened: () => DeliveryAlerts.OnCircuitOpened(alerts, record),
                onClosed: () => freed.Open(record.Channel)),
        };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var plugin in _entries.Values.Select(entry => entry.Provider.Plugin))
        {
            await DisposeAsync(plugin).ConfigureAwait(false);
        }

        _entries.Clear();
    }

    /// <summary>For hosts that dispose of their services synchronously.</summary>
    public void Dispose()
    {
        foreach (var provider in _entries.Values.Select(entry => entry.Provider))
        {
            Discard(provider);
        }

        _entries.Clear();
    }

    private ConfiguredProvider Faulty(ProviderRecord record, ProviderType? type, string message) =>
        new(record, type, null, null, new SendError(ErrorCode.Configuration, message, Permanent: false))
        {
            Gate = new ProviderGate(time),
        };

    private static async ValueTask DisposeAsync(object? plugin)
    {
        if (plugin is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            (plugin as IDisposable)?.Dispose();
        }
    }

    private void Discard(ConfiguredProvider provider) =>
        _ = DisposeAsync(provider.Plugin).AsTask().ContinueWith(
            task => LogDisposeFailed(logger, provider.Id, task.Exception!),
            CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    [LoggerMessage(1101, LogLevel.Warning, "The retired plugin of provider {ProviderId} could not be closed.")]
    private static partial void LogDisposeFailed(ILogger logger, int providerId, Exception exception);

    private sealed record Entry((long Version, long Generation) Stamp, ConfiguredProvider Provider);
}
