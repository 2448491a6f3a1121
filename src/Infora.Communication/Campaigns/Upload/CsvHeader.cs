namespace Infora.Communication.Campaigns.Upload;

/// <summary>The header row of a CSV: which column has the address, and the names of the variables.</summary>
internal sealed record CsvHeader(IReadOnlyList<string> Names, int Address)
{
    /// <returns>The header, or what is wrong with it.</returns>
    public static (CsvHeader? Header, string? Wrong) Read(MessageChannel channel, IReadOnlyList<string> cells)
    {
        var names = cells.Select(cell => cell.Trim()).ToList();
        var column = RecipientColumn.Of(channel);
        var addresses = names.Where(name => name.Equals(column, StringComparison.OrdinalIgnoreCase)).ToList();
        var wrong = names.Exists(name => name.AsSpan().ContainsAny('\uFFFD', '\0')) ? "The header row is not valid UTF-8."
            : addresses.Count is 0 ? Missing(column, names)
            : addresses.Count > 1 ? $"The header row has more than one column {column}."
            : names.FindIndex(name => name.Length is 0) is >= 0 and var nameless ? $"Column {nameless + 1} of the header row has no name; name it, or take it out."
            : names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { Key: var twice } ? $"The header row has the column {twice} more than once."
            : null;
        return wrong is null
            ? (new CsvHeader(names, names.FindIndex(name => name.Equals(column, StringComparison.OrdinalIgnoreCase))), null)
            : (null, wrong);
    }

    private static string Missing(string column, List<string> names) => names is [var only] && only.AsSpan().ContainsAny(';', '\t')
        ? $"The header row has no column {column}; separate the columns with commas."
        : $"The header row has no column {column}; its first line must name the columns.";
}
