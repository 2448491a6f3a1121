namespace Infora.Communication.EntityFramework.Statistics;

/// <summary>Costs as counters hold them.</summary>
internal static class MessageCost
{
    /// <summary>In one unit of a currency.</summary>
    public const long Parts = 100_000_000;

    /// <summary>
    /// What a message can cost at most: ten million units. More is a vendor's mistake, and must not keep the message from being
    /// recorded, nor its sums from fitting into 64 bits.
    /// </summary>
    public const long Most = 10_000_000 * Parts;

    /// <summary>Rounded, a half away from zero; <see cref="Databases.DatabaseDialect.CostParts"/> does the same in SQL.</summary>
    public static long ToParts(decimal cost) =>
        (long)decimal.Round(decimal.Clamp(cost, -Most / Parts, Most / Parts) * Parts, MidpointRounding.AwayFromZero);

    public static decimal ToAmount(long parts) => (decimal)parts / Parts;
}
