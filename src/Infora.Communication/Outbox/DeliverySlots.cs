using Infora.Communication.Messages;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Outbox;

/// <summary>
/// How many messages are delivered at once. What is claimed beyond that waits here, the urgent first; a tenth is kept for high
/// priority, and another for high and normal.
/// </summary>
internal sealed class DeliverySlots(IOptionsMonitor<CommunicationOptions> options)
{
    private static readonly MessagePriority[] Priorities = [MessagePriority.High, MessagePriority.Normal, MessagePriority.Low];

    private readonly Lock _gate = new();
    private readonly Dictionary<MessagePriority, Queue<(int Weight, TaskCompletionSource Entered)>> _waiting = Priorities.ToDictionary(priority => priority, _ => new Queue<(int, TaskCompletionSource)>());
    private readonly Dictionary<MessagePriority, int> _taken = Priorities.ToDictionary(priority => priority, _ => 0);

    /// <summary>Waits for the group's turn; what entered leaves again.</summary>
    /// <exception cref="OperationCanceledException">It did not enter.</exception>
    public async Task EnterAsync(DispatchGroup group, CancellationToken cancellationToken)
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting[group.Priority].Enqueue((group.Weight, entered));
            LetIn();
        }

        var cancellation = cancellationToken.Register(() => entered.TrySetCanceled(cancellationToken));
        await using (cancellation.ConfigureAwait(false))
        {
            await entered.Task.ConfigureAwait(false);
        }
    }

    public void Leave(DispatchGroup group)
    {
        lock (_gate)
        {
            _taken[group.Priority] -= group.Weight;
            LetIn();
        }
    }

    /// <summary>Who does not fit keeps off all that are less urgent: they would take what it waits for.</summary>
    private void LetIn()
    {
        foreach (var priority in Priorities)
        {
            while (_waiting[priority].TryPeek(out var next))
            {
                if (!next.Entered.Task.IsCompleted && !Fits(priority, next.Weight))
                {
                    return;
                }

                _waiting[priority].Dequeue();
                _taken[priority] += next.Entered.TrySetResult() ? next.Weight : 0;
            }
        }
    }

    private bool Fits(MessagePriority priority, int weight)
    {
        var most = options.CurrentValue.Dispatcher.MaxInFlight;
        var low = _taken[MessagePriority.Low];
        var normal = low + _taken[MessagePriority.Normal];
        return IsWithin(normal + _taken[MessagePriority.High], most)
            && (priority is MessagePriority.High || IsWithin(normal, most - (most / 10)))
            && (priority is not MessagePriority.Low || IsWithin(low, most - (most / 5)));

        // Whatever is larger than the bound goes alone.
        bool IsWithin(int taken, int bound) => taken is 0 || taken + weight <= bound;
    }
}
