namespace Infora.Communication.Tests.Outbox;

/// <summary>What happens next to an outbox and the world around it.</summary>
internal abstract record OutboxStep
{
    /// <summary>Mails and texts in turn are queued.</summary>
    public sealed record Enqueue(int Count) : OutboxStep;

    /// <summary>The providers answer in another way from now on.</summary>
    public sealed record Behave(int Behaviour) : OutboxStep;

    /// <summary>The process sends what is due.</summary>
    public sealed record Dispatch : OutboxStep;

    /// <summary>The process sends what is due, and is killed at its nth call of the store.</summary>
    public sealed record Crash(int Calls) : OutboxStep;

    /// <summary>Time passes.</summary>
    public sealed record Pass(int Minutes) : OutboxStep;

    /// <summary>Somebody uses the switch.</summary>
    public sealed record Switch(bool Paused) : OutboxStep;

    /// <summary>Somebody takes one of the messages back.</summary>
    public sealed record Cancel(int Message) : OutboxStep;

    /// <summary>The first mail provider gets another limit of the day; 0 for none.</summary>
    public sealed record Limit(int Most) : OutboxStep;

    /// <summary>A campaign of so many mails is started.</summary>
    public sealed record StartCampaign(int Recipients) : OutboxStep;

    /// <summary>Somebody pauses, resumes or cancels the latest campaign, or sends its failed mails again.</summary>
    public sealed record ControlCampaign(int Step) : OutboxStep;
}
