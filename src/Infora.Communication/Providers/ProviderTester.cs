using Infora.Communication.Delivery;
using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Sms;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Providers;

/// <summary>Tries a configured provider, in use or not. A test is not recorded as a message and counts in no statistic.</summary>
public sealed partial class ProviderTester
{
    private readonly ProviderCatalogue _catalogue;
    private readonly ProviderCall _call;
    private readonly IOptionsMonitor<CommunicationOptions> _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ProviderTester> _logger;

    internal ProviderTester(
        ProviderCatalogue catalogue,
        ProviderCall call,
        IOptionsMonitor<CommunicationOptions> options,
        TimeProvider time,
        ILogger<ProviderTester> logger) =>
        (_catalogue, _call, _options, _time, _logger) = (catalogue, call, options, time, logger);

    /// <summary>Checks the provider's credentials or, with a recipient, sends a test message.</summary>
    /// <param name="channel">Its channel.</param>
    /// <param name="id">Its id.</param>
    /// <param name="test">What to try.</param>
    /// <param name="cancellationToken">Stops the trial.</param>
    /// <returns>Null where there is no such provider.</returns>
    public async Task<ProviderTestResult?> TestAsync(
        MessageChannel channel, int id, ProviderTest test, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (await _catalogue.FindAsync(channel, id, cancellationToken).ConfigureAwait(false) is not { } record)
        {
            return null;
        }

        var errors = new List<FieldError>();
        var content = test.Recipient is null ? null : ProviderTestMessage.Make(record, test, _options.CurrentValue, errors);
        if (errors.Count > 0)
        {
            return new ProviderTestResult { Success = false, Check = ProviderTestKind.Message, Message = "Nothing was sent.", FieldErrors = errors };
        }

        var provider = _catalogue.Open(record);
        var started = _time.GetTimestamp();
        var result = provider.Fault is { } fault ? Failed(content is null ? ProviderTestKind.Credentials : ProviderTestKind.Message, fault)
            : content is null ? await CheckAsync(provider, cancellationToken).ConfigureAwait(false)
            : await SendAsync(provider, content, cancellationToken).ConfigureAwait(false);
        return result with { Duration = _time.GetElapsedTime(started) };
    }

    private static ProviderTestResult Failed(ProviderTestKind check, SendError error) =>
        new() { Success = false, Check = check, Message = error.Message, Error = error };

    private async Task<ProviderTestResult> SendAsync(
        ConfiguredProvider provider, MessageContent content, CancellationToken cancellationToken)
    {
        // A file in place of the message says nothing of the provider: at least its credentials are tried.
        if (_call.IsKeptBack(provider, content)
            && await CheckAsync(provider, cancellationToken).ConfigureAwait(false) is { Success: false } refused)
        {
            return refused with { Check = ProviderTestKind.Message };
        }

        IHandover handover = provider.Record.Channel is MessageChannel.Email ? new EmailHandover() : new SmsHandover(addresses: null);
        var id = Guid.CreateVersion7(_time.GetUtcNow());
        var (results, detail) = await _call.InvokeAsync(handover, provider, [new RenderedMessage(id, content)], cancellationToken).ConfigureAwait(false);
        var result = results[0];
        return result.Status is SendStatus.Sent
            ? new ProviderTestResult
            {
                Success = true,
                Check = ProviderTestKind.Message,
                Message = detail ?? "The provider took the test message.",
                ProviderMessageId = result.MessageId,
            }
            : Failed(ProviderTestKind.Message, result.Error!);
    }

    private async Task<ProviderTestResult> CheckAsync(ConfiguredProvider provider, CancellationToken cancellationToken)
    {
        var limit = _options.CurrentValue.ProviderTimeout;
        using var timeout = new CancellationTokenSource(limit, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var check = provider.Email is { } email
                ? await email.CheckAsync(both.Token).ConfigureAwait(false)
                : await provider.Sms!.CheckAsync(both.Token).ConfigureAwait(false);
            var message = check.Balance is { } balance ? $"{check.Message} Balance: {balance}." : check.Message;
            return new ProviderTestResult { Success = check.Error is null, Check = ProviderTestKind.Credentials, Message = message, Error = check.Error };
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Failed(ProviderTestKind.Credentials, new SendError(
                ErrorCode.Timeout, $"The provider did not answer within {limit.TotalSeconds:0.###} seconds.", Permanent: false)
            {
                Hint = "Check the host, the port and the network's firewall.",
            });
        }
#pragma warning disable CA1031 // A plugin is foreign code; the person who tests it is to see that it failed.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogCheckThrew(_logger, provider.Id, exception);
            return Failed(ProviderTestKind.Credentials, new SendError(
                ErrorCode.Unknown, $"The provider's plugin failed with {exception.GetType().Name}.", Permanent: false));
        }
    }

    [LoggerMessage(1104, LogLevel.Error, "The plugin of provider {ProviderId} threw while its credentials were checked.")]
    private static partial void LogCheckThrew(ILogger logger, int providerId, Exception exception);
}
