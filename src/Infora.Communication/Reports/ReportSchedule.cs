namespace Infora.Communication.Reports;

/// <summary>When a report's message is looked for again: often at first, and not for ever.</summary>
internal static class ReportSchedule
{
    /// <summary>After the receipt. A vendor is often faster than the record of its own answer; a message that appears hours later does not exist.</summary>
    private static readonly TimeSpan[] Looks =
    [
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(10),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(6),
        TimeSpan.FromHours(24),
    ];

    /// <returns>Null after the last.</returns>
    public static DateTimeOffset? Next(DateTimeOffset receivedAt, DateTimeOffset now)
    {
        foreach (var look in Looks)
        {
            if (receivedAt + look > now)
            {
                return receivedAt + look;
            }
        }

        return null;
    }
}
