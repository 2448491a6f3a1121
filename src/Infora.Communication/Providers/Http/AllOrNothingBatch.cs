namespace Infora.Communication.Providers.Http;

/// <summary>
/// Hands over a batch to a vendor that takes or refuses a request as a whole: one that is refused for a message's sake is
/// sent again without those that it blames or, where it blames none, in halves, and so is one that is too large for the vendor.
/// </summary>
/// <param name="count">How many messages there are.</param>
/// <param name="goesWithOthers">Whether the message at a position can be in one request with others.</param>
/// <param name="sendMany">Sends the messages at the given positions in one request.</param>
/// <param name="sendOne">Sends the message at a position in a request of its own.</param>
internal sealed class AllOrNothingBatch(
    int count,
    Func<int, bool> goesWithOthers,
    Func<IReadOnlyList<int>, CancellationToken, Task<BatchAnswer>> sendMany,
    Func<int, CancellationToken, Task<ProviderResult>> sendOne)
{
    private readonly ProviderResult[] _results = new ProviderResult[count];

    /// <summary>Once the account or the vendor is at fault, the rest is not tried.</summary>
    private ProviderResult? _fault;

    public async Task<IReadOnlyList<ProviderResult>> SendAsync(CancellationToken cancellationToken)
    {
        var shared = Enumerable.Range(0, count).Where(goesWithOthers).ToList();
        await SendAsync(shared, cancellationToken).ConfigureAwait(false);
        foreach (var alone in Enumerable.Range(0, count).Except(shared))
        {
            await SendOneAsync(alone, cancellationToken).ConfigureAwait(false);
        }

        return _results;
    }

    private async Task SendAsync(List<int> members, CancellationToken cancellationToken)
    {
        if (members.Count < 2 || _fault is not null)
        {
            foreach (var member in members)
            {
                await SendOneAsync(member, cancellationToken).ConfigureAwait(false);
            }

            return;
        }

        var answer = await sendMany(members, cancellationToken).ConfigureAwait(false);
        if (answer.IsRefusal)
        {
            await SendWithoutAsync(members, answer, cancellationToken).ConfigureAwait(false);
            return;
        }

        for (var i = 0; i < members.Count; i++)
        {
            _results[members[i]] = answer.Results[i];
        }

        NoteFault(answer.Results);
    }

    private async Task SendWithoutAsync(List<int> members, BatchAnswer refusal, CancellationToken cancellationToken)
    {
        var good = members.Where((_, position) => !refusal.Blamed.Contains(position)).ToList();
        if (good.Count == members.Count)
        {
            var half = members.Count / 2;
            await SendAsync(members[..half], cancellationToken).ConfigureAwait(false);
            await SendAsync(members[half..], cancellationToken).ConfigureAwait(false);
            return;
        }

        foreach (var position in refusal.Blamed.Where(position => position < members.Count))
        {
            _results[members[position]] = refusal.Results[position];
        }

        await SendAsync(good, cancellationToken).ConfigureAwait(false);
    }

    private async Task SendOneAsync(int member, CancellationToken cancellationToken)
    {
        _results[member] = _fault is { } fault ? NotHandedOver(fault) : await sendOne(member, cancellationToken).ConfigureAwait(false);
        NoteFault([_results[member]]);
    }

    private void NoteFault(IReadOnlyList<ProviderResult> results) =>
        _fault ??= results.All(result => result is { OfRecipient: false, Status: SendStatus.Unavailable or SendStatus.Uncertain }) ? results[0] : null;

    /// <summary>What came of an earlier request may be uncertain; that this message did not leave is certain.</summary>
    private static ProviderResult NotHandedOver(ProviderResult fault) => ProviderResult.Unavailable(
        fault.Error! with { Code = fault.Error.Code is ErrorCode.Uncertain ? ErrorCode.Unavailable : fault.Error.Code }, fault.RetryAfter);
}
