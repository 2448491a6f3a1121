namespace Infora.Communication.Benchmarks.Outbox;

/// <summary>What rounds in turns come to.</summary>
internal static class Medians
{
    public static double Of(IReadOnlyCollection<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>The median of the rounds' ratios, so that what slows a round down slows both of its sides.</summary>
    public static double OfRatios(IReadOnlyCollection<double> others, IReadOnlyCollection<double> ours) =>
        Of([.. others.Zip(ours, (other, own) => own / other)]);
}
