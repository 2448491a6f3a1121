using Infora.Communication.Templates.Liquid;

namespace Infora.Communication.Providers.Http.Custom;

/// <summary>
/// Cuts a template at signs of its literal text, before anything is put into it: a value that holds such a sign then
/// cannot add a field or leave its place.
/// </summary>
internal static class TemplatePieces
{
    /// <summary>The pieces, each with the sign before it; the first has none.</summary>
    /// <param name="source">A template that parses.</param>
    /// <param name="signs">Where to cut.</param>
    /// <param name="limit">The most pieces; the last one then keeps its signs.</param>
    public static List<(char Sign, string Text)> Split(string source, ReadOnlySpan<char> signs, int limit = int.MaxValue)
    {
        var pieces = new List<(char, string)>();
        var (sign, start) = ('\0', 0);
        foreach (var (from, to) in LiteralRuns(source))
        {
            for (var at = from; at < to && pieces.Count < limit - 1; at++)
            {
                if (signs.Contains(source[at]))
                {
                    pieces.Add((sign, source[start..at]));
                    (sign, start) = (source[at], at + 1);
                }
            }
        }

        pieces.Add((sign, source[start..]));
        return pieces;
    }

    public static bool HasMarkup(string text) => text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal);

    private static List<(int From, int To)> LiteralRuns(string source)
    {
        var runs = new List<(int, int)>();
        var segments = new TemplateSegments(source);
        try
        {
            while (segments.TryRead(out var segment))
            {
                if (segment.Kind is SegmentKind.Text)
                {
                    runs.Add((segment.Start, segment.End));
                }
            }
        }
        catch (LiquidSyntaxException)
        {
            // The template parses, so this is an opening inside a raw block: what follows stays in one piece.
        }

        return runs;
    }
}
