using Infora.Communication.Messages;

namespace Infora.Communication.Sms.Prices;

/// <summary>When a vendor is asked what a message costs: soon and often at first, and not for ever.</summary>
internal static class SmsPriceSchedule
{
    /// <summary>After the message was sent.</summary>
    private static readonly TimeSpan[] Looks =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(3),
        TimeSpan.FromHours(12),
        TimeSpan.FromHours(24),
        TimeSpan.FromDays(3),
    ];

    public static DateTimeOffset First(DateTimeOffset sentAt) => sentAt + Looks[0];

    /// <returns>The next look after a time; looks that a long stop let pass are not made up for. Null after the last.</returns>
    public static DateTimeOffset? Next(MessageRecord message, DateTimeOffset now)
    {
        foreach (var look in Looks)
        {
            if (message.SentAt + look > now)
            {
                return message.SentAt + look;
            }
        }

        return null;
    }
}
