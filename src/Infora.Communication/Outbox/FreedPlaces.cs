namespace Infora.Communication.Outbox;

/// <summary>Where something opened again that messages wait for: how many of a channel may go, as seen by this process since the last look.</summary>
internal sealed class FreedPlaces
{
    private readonly Lock _gate = new();
    private readonly Dictionary<MessageChannel, int> _places = [];

    /// <summary>Places under a limit came free.</summary>
    public void Add(MessageChannel channel, int places)
    {
        lock (_gate)
        {
            _places[channel] = (int)Math.Min(int.MaxValue, _places.GetValueOrDefault(channel) + (long)places);
        }
    }

    /// <summary>A provider works again: any number may go.</summary>
    public void Open(MessageChannel channel) => Add(channel, int.MaxValue);

    public int Take(MessageChannel channel)
    {
        lock (_gate)
        {
            _places.Remove(channel, out var places);
            return places;
        }
    }
}
