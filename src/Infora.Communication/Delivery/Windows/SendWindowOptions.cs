using Infora.Communication.Messages;

namespace Infora.Communication.Delivery;

/// <summary>The hours at which messages of one kind leave; at others they wait. Where several apply, all must be open.</summary>
public sealed class SendWindowOptions
{
    /// <summary>The channel; null for both.</summary>
    public MessageChannel? Channel { get; set; }

    /// <summary>The category: promotional by default.</summary>
    public MessageCategory Category { get; set; } = MessageCategory.Promotional;

    /// <summary>Only for phone numbers of this country, ISO 3166-1 alpha-2, such as <c>KE</c>; null for all recipients.</summary>
    public string? Region { get; set; }

    /// <summary>When it opens, such as <c>08:00</c>.</summary>
    public TimeOnly From { get; set; }

    /// <summary>When it closes, such as <c>18:00</c>; before <see cref="From"/> for a window over midnight. The same as <see cref="From"/> is not allowed.</summary>
    public TimeOnly To { get; set; }

    /// <summary>
    /// The IANA time zone of the hours, such as <c>Africa/Nairobi</c>. Null for the recipient's own: the one that the template
    /// variable <c>time_zone</c> names, else that of the phone number, else the configured one.
    /// </summary>
    public string? TimeZone { get; set; }
}
