using Infora.Communication.Messages;

namespace Infora.Communication.Outbox;

/// <summary>What came of delivering messages together.</summary>
/// <param name="FreedPlaces">How many places under limits came free again.</param>
/// <param name="AllWaitUntil">Where all of them wait for their time or for a provider: until when the first does.</param>
internal readonly record struct DeliveredGroup(int FreedPlaces, DateTimeOffset? AllWaitUntil)
{
    public static DeliveredGroup Of(IReadOnlyList<StoredMessage> group, IReadOnlyList<MessageCompletion> completions) => new(
        completions.Sum(completion => completion.Returned.Count),
        completions.Count == group.Count && completions.All(completion => Waits(completion.State)) ? completions.Min(completion => completion.State.NextAttemptAt) : null);

    private static bool Waits(MessageRecord state) => state is
    {
        Status: MessageStatus.Queued,
        WaitingFor: WaitingFor.Schedule or WaitingFor.ProviderLimit or WaitingFor.ProviderOutage or WaitingFor.NoProvider,
    };
}
