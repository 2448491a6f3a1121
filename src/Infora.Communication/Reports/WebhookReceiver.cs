using System.Security.Cryptography;
using System.Text;
using Infora.Communication.Providers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Reports;

/// <summary>Takes in what vendors report over HTTP: proves it, reads it, stores it. What comes of it is written to the messages right after.</summary>
public sealed partial class WebhookReceiver
{
    private readonly ProviderCatalogue _catalogue;
    private readonly ReportIntake _intake;
    private readonly IOptionsMonitor<CommunicationOptions> _options;
    private readonly TimeProvider _time;
    private readonly ILogger<WebhookReceiver> _logger;

    internal WebhookReceiver(
        ProviderCatalogue catalogue, ReportIntake intake, IOptionsMonitor<CommunicationOptions> options, TimeProvider time, ILogger<WebhookReceiver> logger) =>
        (_catalogue, _intake, _options, _time, _logger) = (catalogue, intake, options, time, logger);

    /// <summary>Whether a token is the one in a provider's address. It takes as long for a wrong one as for the right one.</summary>
    /// <param name="channel">The provider's channel.</param>
    /// <param name="providerId">Its id.</param>
    /// <param name="token">The token.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<bool> KnowsAsync(MessageChannel channel, int providerId, string token, CancellationToken cancellationToken = default) =>
        await FindAsync(channel, providerId, token, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Takes in a request.</summary>
    /// <param name="channel">The channel that its address names.</param>
    /// <param name="providerId">The provider that its address names.</param>
    /// <param name="token">The token that its address names.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops before anything is stored.</param>
    /// <returns>What to answer. <see cref="WebhookOutcome.Accepted"/> only once everything that it reports is stored.</returns>
    public async Task<WebhookOutcome> ReceiveAsync(
        MessageChannel channel, int providerId, string token, WebhookRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(request);
        if (await FindAsync(channel, providerId, token, cancellationToken).ConfigureAwait(false) is not { } provider)
        {
            return WebhookOutcome.Refused;
        }

        if (provider.Plugin is not IReportingProvider plugin)
        {
            LogNotRead(_logger, providerId, WebhookOutcome.Unavailable, provider.Fault?.Message ?? "Its service reports nothing.");
            return provider.Fault is null ? WebhookOutcome.Refused : WebhookOutcome.Unavailable;
        }

        var reading = await ReadAsync(plugin, request, cancellationToken).ConfigureAwait(false);
        if (reading.Outcome is not WebhookOutcome.Accepted)
        {
            LogNotRead(_logger, providerId, reading.Outcome, reading.Reason);
            return reading.Outcome;
        }

        await _intake.AddAsync(channel, providerId, WebhookAddresses.WithMessage(request, reading.Reports)).ConfigureAwait(false);
        return WebhookOutcome.Accepted;
    }

    private async Task<WebhookReading> ReadAsync(IReportingProvider plugin, WebhookRequest request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.CurrentValue.ProviderTimeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await plugin.ReadAsync(request, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return WebhookReading.Unavailable("What proves it could not be fetched in time.");
        }
    }

    private async Task<ConfiguredProvider?> FindAsync(MessageChannel channel, int providerId, string token, CancellationToken cancellationToken)
    {
        var provider = await _catalogue.OpenAsync(channel, providerId, cancellationToken).ConfigureAwait(false);
        var expected = provider?.Record.WebhookToken is { Length: > 0 } known ? known : ProviderRecord.NewWebhookToken();
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(token)) ? provider : null;
    }

    [LoggerMessage(1902, LogLevel.Warning, "A request to the webhook of provider {ProviderId} was not taken ({Outcome}): {Reason}")]
    private static partial void LogNotRead(ILogger logger, int providerId, WebhookOutcome outcome, string? reason);
}
