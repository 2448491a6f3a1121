using Infora.Communication.Delivery;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Campaigns;

/// <summary>
/// Claims messages of running campaigns, in turn, for what room other messages leave. Where their provider takes many in one
/// request, as many are claimed at once: a request is in flight then, however many messages it carries.
/// </summary>
internal sealed class CampaignDispatch(
    ICampaignStore store,
    ISendingStateStore turns,
    DispatchGroups groups,
    MessagesInFlight inFlight,
    IOptionsMonitor<CommunicationOptions> options,
    TimeProvider time)
{
    /// <summary>Beside the vendor's answer of one, the next is rendered and the last one recorded.</summary>
    private const int MostBatches = 3;

    /// <summary>How long what is known of running campaigns counts; each claim sees for itself whether its campaign still runs.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a campaign waits whose messages all wait, until it tries again whether that is still so.</summary>
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(1);

    /// <summary>How far ahead turns at a campaign's rate are taken: a pause waits for no more.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<int, DateTimeOffset> _heldUntil = [];
    private readonly HashSet<int> _empty = [];
    private readonly Lock _gate = new();
    private IReadOnlyList<Campaign> _running = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;
    private volatile bool _isStale;
    private int _next;

    /// <summary>The earliest time at which there may be more to claim; null where only an event tells.</summary>
    public DateTimeOffset? NextLookAt { get; private set; }

    /// <summary>Something was changed: what is known of campaigns is read again.</summary>
    public void Forget() => _isStale = true;

    /// <summary>Claims what there is room for. For one caller at a time.</summary>
    /// <param name="start">Starts the delivery of messages that go together.</param>
    /// <param name="cancellationToken">Stops before more is claimed.</param>
    /// <returns>How many messages were claimed.</returns>
    public async Task<int> ClaimAsync(Action<DispatchGroup> start, CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken).ConfigureAwait(false);
        NextLookAt = null;
        var (total, claimed) = (0, 0);
        do
        {
            claimed = 0;
            for (var i = 0; i < _running.Count; i++)
            {
                claimed += await ClaimAsync(_running[(_next + i) % _running.Count], start, cancellationToken).ConfigureAwait(false);
            }

            _next = _running.Count is 0 ? 0 : (_next + 1) % _running.Count;
            total += claimed;
        }
        while (claimed > 0);

        return total;
    }

    /// <summary>All messages of a group wait: no more of the campaign are looked at until then.</summary>
    public void Hold(int campaignId, DateTimeOffset until)
    {
        lock (_gate)
        {
            var latest = time.GetUtcNow() + LongestHold;
            _heldUntil[campaignId] = until < latest ? until : latest;
        }
    }

    /// <summary>Something opened that campaigns may have waited for.</summary>
    public void ReleaseHeld()
    {
        lock (_gate)
        {
            _heldUntil.Clear();
        }
    }

    public static CampaignClaim ClaimOf(Campaign campaign, int limit, DateTimeOffset now, DateTimeOffset leaseUntil) => new()
    {
        CampaignId = campaign.Id,
        Limit = limit,
        Now = now,
        LeaseUntil = leaseUntil,
        Budget = campaign.Budget,
        HighestCost = campaign.Budget is { } budget && campaign.Estimate?.HighestCost is { } highest && highest.Currency == budget.Currency ? highest.Amount : 0,
    };

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_isStale || now - _readAt >= Fresh)
        {
            _isStale = false;
            var active = await store.ListActiveAsync(cancellationToken).ConfigureAwait(false);
            _running = [.. active.Where(campaign => campaign.Status is CampaignStatus.Running)];
            _readAt = now;

            // Every message that is done calls for a look: a campaign that has nothing due is not asked again at each.
            _empty.Clear();
        }
    }

    private async Task<int> ClaimAsync(Campaign campaign, Action<DispatchGroup> start, CancellationToken cancellationToken)
    {
        if (_empty.Contains(campaign.Id) || IsHeld(campaign))
        {
            return 0;
        }

        var (batch, providerRate) = await groups.BatchOfAsync(campaign, cancellationToken).ConfigureAwait(false);
        var room = batch > 1 ? (inFlight.BatchesOf(campaign.Id) < MostBatches ? batch : 0) : Room(campaign);
        if (room is 0)
        {
            return 0;
        }

        // More than a second's worth would be turned away by the provider's rate.
        room = providerRate is { } held ? Math.Min(room, Math.Max(1, (int)held)) : room;

        var (wait, most) = await TakeTurnsAsync(campaign, room, cancellationToken).ConfigureAwait(false);
        if (most is 0)
        {
            LookAgainAt(time.GetUtcNow() + wait);
            return 0;
        }

        var now = time.GetUtcNow();
        var messages = await store.ClaimAsync(ClaimOf(campaign, most, now, now + options.CurrentValue.Dispatcher.Lease), cancellationToken).ConfigureAwait(false);
        if (messages.Count is 0)
        {
            _empty.Add(campaign.Id);
            return 0;
        }

        var position = 0;
        foreach (var group in await groups.DivideAsync(messages, cancellationToken).ConfigureAwait(false))
        {
            var after = campaign.MessagesPerSecond is { } rate ? wait + TimeSpan.FromSeconds(position / rate) : TimeSpan.Zero;
            start(new DispatchGroup(group) { After = after });
            position += group.Count;
        }

        if (campaign.MessagesPerSecond is { } perSecond)
        {
            LookAgainAt(now + wait + TimeSpan.FromSeconds(messages.Count / perSecond) - Ahead);
        }

        return messages.Count;
    }

    /// <summary>
    /// A claim of few costs as much as one of many. A budget is looked at as messages are claimed: those of a campaign that has
    /// one are not claimed ahead.
    /// </summary>
    private int Room(Campaign campaign)
    {
        var slots = options.CurrentValue.Dispatcher.MaxInFlight;
        var most = campaign.Budget is null ? inFlight.MostClaimed(slots) : slots;
        var room = inFlight.RoomIn(most).For(MessagePriority.Low);
        return room < Math.Max(1, most / 4) ? 0 : Math.Min(room, slots);
    }

    private async Task<(TimeSpan Wait, int Most)> TakeTurnsAsync(Campaign campaign, int room, CancellationToken cancellationToken)
    {
        if (campaign.MessagesPerSecond is not { } rate)
        {
            return (TimeSpan.Zero, room);
        }

        var most = Math.Min(room, Math.Max(1, (int)(rate * Ahead.TotalSeconds)));
        var waits = await turns.TakeTurnsAsync(
            $"campaign/{campaign.Id}", rate, [new TurnCall(most, Ahead)], time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        return waits[0] <= Ahead ? (waits[0], most) : (waits[0] - Ahead, 0);
    }

    private bool IsHeld(Campaign campaign)
    {
        lock (_gate)
        {
            if (!_heldUntil.TryGetValue(campaign.Id, out var until))
            {
                return false;
            }

            if (until > time.GetUtcNow())
            {
                LookAgainAt(until);
                return true;
            }

            _heldUntil.Remove(campaign.Id);
            return false;
        }
    }

    private void LookAgainAt(DateTimeOffset at) => NextLookAt = NextLookAt is { } earlier && earlier < at ? earlier : at;
}
