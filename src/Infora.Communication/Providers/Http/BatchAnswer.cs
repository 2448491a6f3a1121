namespace Infora.Communication.Providers.Http;

/// <summary>A vendor's answer to one request with many messages.</summary>
internal sealed record BatchAnswer
{
    private BatchAnswer(IReadOnlyList<ProviderResult> results, bool isRefusal, IReadOnlySet<int> blamed) =>
        (Results, IsRefusal, Blamed) = (results, isRefusal, blamed);

    /// <summary>The result of each message, in their order.</summary>
    public IReadOnlyList<ProviderResult> Results { get; }

    /// <summary>Whether none was taken because of some: without those the others may be.</summary>
    public bool IsRefusal { get; }

    /// <summary>The positions of the messages that a refusal blames; none where it names none.</summary>
    public IReadOnlySet<int> Blamed { get; }

    /// <summary>Each message has its own result.</summary>
    public static BatchAnswer Each(IReadOnlyList<ProviderResult> results) => new(results, isRefusal: false, new HashSet<int>());

    /// <summary>All were taken, or none, and not because of a message.</summary>
    public static BatchAnswer All(ProviderResult result, int count) => Each([.. Enumerable.Repeat(result, count)]);

    /// <summary>None was taken because of some.</summary>
    public static BatchAnswer Refused(ProviderResult refusal, int count) => Refused([.. Enumerable.Repeat(refusal, count)], new HashSet<int>());

    /// <summary>It was not sent: there is too much in it for one request.</summary>
    public static BatchAnswer TooLarge { get; } = new([], isRefusal: true, new HashSet<int>());

    /// <summary>None was taken because of some, each blamed for what it has done itself.</summary>
    public static BatchAnswer Refused(IReadOnlyList<ProviderResult> refusals, IReadOnlySet<int> blamed) =>
        new(refusals, isRefusal: true, blamed);
}
