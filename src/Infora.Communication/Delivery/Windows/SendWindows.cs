using System.Text.Json;
using System.Text.Json.Nodes;
using Infora.Communication.Messages;
using Infora.Communication.Sms;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Delivery;

/// <summary>Tells when a message may leave, by the hours that are set for its kind.</summary>
internal sealed class SendWindows(IOptionsMonitor<CommunicationOptions> options, CommunicationEnvironment environment)
{
    private const string ZoneVariable = "time_zone";

    /// <summary>What counts where the host sets no hours.</summary>
    private static readonly IList<SendWindowOptions> Defaults =
    [
        new SendWindowOptions { Channel = MessageChannel.Sms, Region = "KE", From = new TimeOnly(8, 0), To = new TimeOnly(18, 0) },
    ];

    /// <returns>When its windows are open next; null where they are open now.</returns>
    public DateTimeOffset? OpensAt(StoredMessage message, DateTimeOffset now)
    {
        var state = message.State;
        var applicable = (options.CurrentValue.SendWindows ?? Defaults)
            .Where(window => window.Category == state.Category && (window.Channel ?? state.Channel) == state.Channel).ToList();
        if (applicable.Count is 0)
        {
            return null;
        }

        var number = state.Channel is MessageChannel.Sms && PhoneNumber.TryParse(message.Content?.Recipient, null, out var read, out _) ? read : null;
        applicable.RemoveAll(window => window.Region is not null && window.Region != number?.RegionCode);
        var at = now;

        // A window that opens while another is closed is looked at again: two that never meet leave the message to the first.
        for (var rounds = 0; rounds <= applicable.Count; rounds++)
        {
            at = applicable.Aggregate(at, (earliest, window) => NextOpen(window, ZoneOf(window, message.Content?.Variables, number), earliest));
        }

        return at > now ? at : null;
    }

    private TimeZoneInfo ZoneOf(SendWindowOptions window, JsonObject? variables, PhoneNumber? number) =>
        window.TimeZone is { } named ? TimeZoneInfo.FindSystemTimeZoneById(named)
        : variables?[ZoneVariable] is JsonValue value && value.GetValueKind() is JsonValueKind.String
            && TimeZoneInfo.TryFindSystemTimeZoneById(value.GetValue<string>(), out var own) ? own
        : number?.TimeZone ?? environment.TimeZone;

    private static DateTimeOffset NextOpen(SendWindowOptions window, TimeZoneInfo zone, DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        if (TimeOnly.FromDateTime(local).IsBetween(window.From, window.To))
        {
            return at;
        }

        var day = DateOnly.FromDateTime(local);
        var opens = (day.ToDateTime(window.From) > local ? day : day.AddDays(1)).ToDateTime(window.From);
        while (zone.IsInvalidTime(opens))
        {
            opens = opens.AddMinutes(15);
        }

        return new DateTimeOffset(opens, zone.GetUtcOffset(opens)).ToUniversalTime();
    }
}
