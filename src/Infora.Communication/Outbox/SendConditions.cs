using Infora.Communication.Delivery;
using Infora.Communication.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Infora.Communication.Outbox;

/// <summary>Asks the conditions of messages that are about to be sent.</summary>
internal sealed partial class SendConditions(IServiceScopeFactory scopes, TimeProvider time, ILogger<SendConditions> logger)
{
    /// <returns>What becomes of a message that is not to be sent now; null where it is.</returns>
    public async Task<MessageCompletion?> AskAsync(StoredMessage message, SettlementRules rules, CancellationToken cancellationToken)
    {
        if (message.State.Condition is not { } name)
        {
            return null;
        }

        try
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                var condition = scope.ServiceProvider.GetRequiredKeyedService<ISendCondition>(name);
                return await condition.HoldsAsync(message, cancellationToken).ConfigureAwait(false)
                    ? null
                    : Settlement.NoLongerWanted(message.State, time.GetUtcNow());
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // The host's code: what it throws must neither send the message nor lose it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(logger, name, message.State.Id, exception);
            return Settlement.ConditionFailed(message.State, $"Its condition '{name}' could not be asked: {exception.GetType().Name}.", rules, time.GetUtcNow());
        }
    }

    [LoggerMessage(1204, LogLevel.Error, "The condition '{Condition}' of message {MessageId} failed; it is tried again later.")]
    private static partial void LogFailed(ILogger logger, string condition, Guid messageId, Exception exception);
}
