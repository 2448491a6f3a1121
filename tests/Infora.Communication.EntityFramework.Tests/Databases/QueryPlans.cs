namespace Infora.Communication.EntityFramework.Tests.Databases;

/// <summary>How a database ran what it was asked, statement by statement.</summary>
internal sealed class QueryPlans
{
    /// <summary>Tables that hold a row for each provider, or what is not carried out yet: there is nothing to be gained by an index.</summary>
    private static readonly string[] SmallTables =
        ["communication_providers", "communication_provider_states", "communication_sending", "communication_cancellations"];

    private readonly Lock _gate = new();
    private readonly List<string> _plans = [];

    public void Add(string lines)
    {
        lock (_gate)
        {
            _plans.AddRange(lines.Split('\n'));
        }
    }

    /// <summary>The lines of the plans since the last call.</summary>
    public IReadOnlyList<string> Take()
    {
        lock (_gate)
        {
            var plans = _plans.ToList();
            _plans.Clear();
            return plans;
        }
    }

    /// <summary>The lines that say that a table is read from end to end.</summary>
    public static IEnumerable<string> WholeTables(IReadOnlyList<string> plan)
    {
        // SQLite says SCAN of its own intermediate results too, which it names before.
        var intermediate = plan
            .Where(line => line.StartsWith("CO-ROUTINE ", StringComparison.Ordinal) || line.StartsWith("MATERIALIZE ", StringComparison.Ordinal))
            .Select(line => $"SCAN {line.Split(' ')[1]}").ToHashSet();
        return plan.Where(line => line.Contains("Seq Scan on", StringComparison.Ordinal)
                || (line.StartsWith("SCAN ", StringComparison.Ordinal)
                    && !line.Contains(" USING ", StringComparison.Ordinal)
                    && line is not "SCAN CONSTANT ROW"
                    && !intermediate.Contains(line)))
            .Where(line => !SmallTables.Any(table => line.Split(' ').Contains(table)));
    }
}
