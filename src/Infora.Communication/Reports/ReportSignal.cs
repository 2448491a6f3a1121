using Infora.Communication.Outbox;

namespace Infora.Communication.Reports;

/// <summary>Wakes who applies reports.</summary>
internal sealed class ReportSignal(TimeProvider time) : LocalSignal(time);
