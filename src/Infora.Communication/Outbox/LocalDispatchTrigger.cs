namespace Infora.Communication.Outbox;

/// <summary>Wakes the dispatcher for what happens in this process.</summary>
internal sealed class LocalDispatchTrigger(TimeProvider time) : LocalSignal(time), IDispatchTrigger;
