namespace Infora.Communication.Outbox;

/// <summary>
/// Sends queued messages that are due. A hosted service calls it; where a job engine shall do that instead, set
/// <c>Communication:Dispatcher:Enabled</c> to false and call <see cref="DispatchAsync"/> from a job, in as many processes
/// as you like.
/// </summary>
public interface IMessageDispatcher
{
    /// <summary>Sends what is due, until nothing is, and settles what processes that died left behind.</summary>
    /// <param name="cancellationToken">Ends the claiming; what is handed over is still recorded.</param>
    /// <returns>How many messages were claimed.</returns>
    Task<int> DispatchAsync(CancellationToken cancellationToken = default);
}
