namespace Infora.Communication.CrashTests.Runs;

/// <summary>Prints what a run found, and whether it is what the library promises.</summary>
internal sealed class Verdict(string title)
{
    private readonly List<string> _broken = [];

    public bool IsKept => _broken.Count is 0;

    public void Begin() => Say($"== {title}");

    public static void Say(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));

    public void Require(bool isKept, FormattableString promise)
    {
        var text = FormattableString.Invariant(promise);
        Console.WriteLine($"  {(isKept ? "kept  " : "BROKEN")} {text}");
        if (!isKept)
        {
            _broken.Add(text);
        }
    }
}
