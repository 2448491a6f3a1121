namespace Infora.Communication.Suppressions;

/// <summary>Where promotional mail takes its unsubscribe links from: what the host registered, else the endpoints that it mapped.</summary>
public sealed class UnsubscribeLinkSource
{
    private IUnsubscribeLinks? _links;

    internal UnsubscribeLinkSource(IUnsubscribeLinks? registered) => _links = registered;

    /// <summary>Takes links from here from now on, unless there are some already. <c>MapInforaCommunication()</c> calls it.</summary>
    /// <param name="links">The links of the mapped endpoints.</param>
    public void Offer(IUnsubscribeLinks links)
    {
        ArgumentNullException.ThrowIfNull(links);
        Interlocked.CompareExchange(ref _links, links, null);
    }

    internal Uri? Find(UnsubscribeTarget target) => Volatile.Read(ref _links)?.Create(target);
}
