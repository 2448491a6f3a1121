using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.Outbox;

namespace Infora.Communication.EntityFramework.Outbox;

/// <summary>Where a provider stands; see <see cref="ProviderState"/>. Its row is what processes take turns at.</summary>
internal sealed class ProviderStateEntity
{
    public int ProviderId { get; set; }

    public DateOnly Day { get; set; }

    public long Today { get; set; }

    public DateOnly Month { get; set; }

    public long ThisMonth { get; set; }

    public DateTimeOffset? ClosedUntil { get; set; }

    public long ClosedVersion { get; set; }

    public ErrorCode? ClosedCode { get; set; }

    public string? ClosedMessage { get; set; }

    public bool? ClosedPermanent { get; set; }

    public string? ClosedHint { get; set; }

    public string? ClosedProviderCode { get; set; }

    public ProviderState Read() => new(ProviderId)
    {
        Day = Day,
        Today = Today,
        Month = Month,
        ThisMonth = ThisMonth,
        ClosedUntil = ClosedUntil,
        ClosedVersion = ClosedVersion,
        ClosedBy = HistoryMapping.ReadError(ClosedCode, ClosedMessage, ClosedPermanent, ClosedHint, ClosedProviderCode),
    };

    public void Count(ProviderState state) =>
        (Day, Today, Month, ThisMonth) = (state.Day, state.Today, state.Month, state.ThisMonth);
}
