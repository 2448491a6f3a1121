using System.Globalization;

namespace Infora.Communication.Benchmarks.Http;

/// <summary>
/// Each HTTP plugin beside the hand-written call that it stands for, and SendGrid's beside its package too: one message
/// after the other over one connection to the same local server, in turns.
/// </summary>
internal static class HttpComparison
{
    public static async Task<int> RunAsync(string[] args)
    {
        var sends = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2_000;
        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 9;
        using var server = await VendorServerProcess.StartAsync();
        await using var plugins = await HttpPlugins.CreateAsync(server.Address);
        Console.WriteLine($"{sends} sends a round, {rounds} rounds in turns, medians");
        Console.WriteLine("| plugin | raw (µs) | plugin (µs) | ratio | raw (KB) | plugin (KB) | ratio |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var subject in HttpCase.All(server.Address, plugins))
        {
            await WireCheck.RunAsync(subject, server);
            await CompareAsync(subject, sends, rounds);
        }

        return 0;
    }

    private static async Task CompareAsync(HttpCase subject, int sends, int rounds)
    {
        // A send in an app always has a token that can end it.
        using var end = new CancellationTokenSource();
        HttpSide[] sides = subject.Package is { } package ? [subject.Raw, subject.Plugin, package] : [subject.Raw, subject.Plugin];
        var costs = sides.Select(_ => new List<HttpCost>()).ToArray();
        foreach (var side in sides)
        {
            await side.MeasureAsync(sends * 2, end.Token);
        }

        for (var round = 0; round < rounds; round++)
        {
            foreach (var (index, side) in sides.Index())
            {
                costs[index].Add(await side.MeasureAsync(sends, end.Token));
            }
        }

        Print(subject.Name, costs[0], costs[1]);
        if (sides.Length > 2)
        {
            Print($"{subject.Name}: its package", costs[0], costs[2]);
        }
    }

    private static void Print(string name, List<HttpCost> raw, List<HttpCost> other)
    {
        var (bare, ours) = (HttpCost.MedianOf(raw), HttpCost.MedianOf(other));
        var time = raw.Zip(other, (one, two) => two.Microseconds / one.Microseconds).Order().ElementAt(raw.Count / 2);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {bare.Microseconds:0.0} | {ours.Microseconds:0.0} | {time:0.00} | {bare.Kilobytes:0.00} | {ours.Kilobytes:0.00} | {ours.Kilobytes / bare.Kilobytes:0.00} |"));
    }
}
