namespace Infora.Communication.Reports;

/// <summary>Ids of events for vendors that give them none: what does not change when the same report comes again.</summary>
internal static class ReportKey
{
    private const int Longest = 200;

    public static string Of(params ReadOnlySpan<string?> parts)
    {
        var key = string.Join('/', parts);
        return ReportText.Cut(key, Longest)!;
    }
}
