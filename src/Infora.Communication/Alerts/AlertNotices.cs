using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Sms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Alerts;

/// <summary>
/// Writes to the administrators that the settings name. What it queues can raise alerts too, of causes that are told once a
/// day at most, so that it ends with as many messages as there are causes.
/// </summary>
internal sealed partial class AlertNotices(
    [FromKeyedServices(OutboxKeys.Immediate)] IMessageOutbox outbox,
    IOptionsMonitor<CommunicationOptions> options,
    CommunicationEnvironment environment,
    ILogger<AlertNotices> logger) : ICommunicationEvents
{
    /// <summary>An alert that repeats a vendor's long answer would cost many segments, or be refused for them.</summary>
    private const int LongestText = 300;

    /// <summary>What could not be told for so long is told by nobody who still needs to hear it.</summary>
    private static readonly TimeSpan Relevant = TimeSpan.FromDays(1);

    public async Task OnAlertAsync(Alert alert, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(alert);
        var settings = options.CurrentValue.Alerts;
        if (alert.Severity < settings.MinimumSeverity)
        {
            return;
        }

        var notices = settings.Email.Select(address => new OutboxEntry(Mail(alert, address), OptionsOf(alert, address)))
            .Concat(settings.Phone.Select(number => new OutboxEntry(Text(alert, number), OptionsOf(alert, number))))
            .ToList();
        if (notices.Count is 0)
        {
            return;
        }

        var results = await outbox.EnqueueAsync(notices, cancellationToken).ConfigureAwait(false);
        foreach (var refused in results.Where(result => result.Outcome is EnqueueOutcome.Invalid))
        {
            LogRefused(logger, alert.Kind, string.Join(", ", refused.Errors.Select(error => error.Field).Distinct()));
        }
    }

    private EmailMessage Mail(Alert alert, string address) => new()
    {
        To = address,
        Subject = $"{alert.Severity}: {WordsOf(alert.Kind)}",
        TextBody = $"""
            {alert.Message}

            Noticed at {LocalTime(alert.RaisedAt)}, {SnakeCase.Name(alert.Kind)}{DetailsOf(alert)}.
            You are written to about this once a day at most. GET /alerts lists all alerts.
            """,
    };

    private static SmsMessage Text(Alert alert, string number)
    {
        var text = $"{alert.Severity}: {alert.Message}";
        return new SmsMessage { To = number, Body = text.Length > LongestText ? text[..LongestText] + "..." : text };
    }

    /// <summary>The key makes it one message for each recipient, also where two processes tell the same alert.</summary>
    private static EnqueueOptions OptionsOf(Alert alert, string recipient) => new()
    {
        Priority = MessagePriority.High,
        ExpiresAt = alert.RaisedAt + Relevant,
        IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"alert/{alert.Cause}/{alert.Day:yyyy-MM-dd}/{ShortHash(recipient)}"),
    };

    private string LocalTime(DateTimeOffset moment) => string.Create(
        CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(moment, environment.TimeZone):yyyy-MM-dd HH:mm:ss} ({environment.TimeZone.Id})");

    private static string DetailsOf(Alert alert) =>
        (alert.ProviderId is { } provider ? $", provider {provider}" : "") + (alert.CampaignId is { } campaign ? $", campaign {campaign}" : "");

    private static string WordsOf(AlertKind kind) => SnakeCase.Name(kind).Replace('_', ' ');

    /// <summary>Keys outlive contents, and are no place for an address.</summary>
    private static string ShortHash(string recipient) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(recipient)).AsSpan(0, 8));

    [LoggerMessage(1304, LogLevel.Error, "An administrator could not be written to about an alert of the kind {Kind}; wrong: {Fields}.")]
    private static partial void LogRefused(ILogger logger, AlertKind kind, string fields);
}
