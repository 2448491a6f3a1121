namespace Infora.Communication.Email;

/// <summary>
/// Texts made from one template, divided into what all have in common and what each has for itself. The text of mail
/// <c>i</c> is, to the character, <c>Fixed[0] + Values[i][0] + Fixed[1] + … + Fixed[n]</c>.
/// </summary>
public sealed class SharedText
{
    private SharedText(IReadOnlyList<string> @fixed, IReadOnlyList<IReadOnlyList<string>> values) => (Fixed, Values) = (@fixed, values);

    /// <summary>What all texts have in common: one piece more than there are values.</summary>
    public IReadOnlyList<string> Fixed { get; }

    /// <summary>For each mail the values between the pieces.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Values { get; }

    /// <summary>Divides texts.</summary>
    /// <param name="texts">The whole texts.</param>
    /// <param name="variable">For each text the ranges that its template filled in; null where that is not known.</param>
    internal static SharedText Of(IReadOnlyList<string> texts, IReadOnlyList<IReadOnlyList<Range>?> variable)
    {
        var divided = variable.All(ranges => ranges is not null)
            ? texts.Select((text, i) => Divide(text, variable[i]!)).ToList()
            : null;
        var pieces = divided?[0].Fixed;
        return pieces is not null && divided!.TrueForAll(text => text.Fixed.SequenceEqual(pieces, StringComparer.Ordinal))
            ? Fold(pieces, [.. divided.Select(text => text.Values)])
            : Fold(["", ""], [.. texts.Select(text => new[] { text })]);
    }

    private static (string[] Fixed, string[] Values) Divide(string text, IReadOnlyList<Range> variable)
    {
        var pieces = new string[variable.Count + 1];
        var values = new string[variable.Count];
        var position = 0;
        for (var i = 0; i < variable.Count; i++)
        {
            var (start, length) = variable[i].GetOffsetAndLength(text.Length);
            (pieces[i], values[i]) = (text[position..start], text.Substring(start, length));
            position = start + length;
        }

        pieces[^1] = text[position..];
        return (pieces, values);
    }

    /// <summary>A value that is the same in all texts belongs to what they have in common.</summary>
    private static SharedText Fold(string[] pieces, string[][] values)
    {
        var differing = Enumerable.Range(0, pieces.Length - 1)
            .Where(i => values.Any(own => !string.Equals(own[i], values[0][i], StringComparison.Ordinal)))
            .ToList();
        var folded = new List<string> { pieces[0] };
        for (var i = 0; i < pieces.Length - 1; i++)
        {
            if (differing.Contains(i))
            {
                folded.Add(pieces[i + 1]);
            }
            else
            {
                folded[^1] += values[0][i] + pieces[i + 1];
            }
        }

        return new SharedText(folded, [.. values.Select(own => differing.ConvertAll(i => own[i]))]);
    }
}
