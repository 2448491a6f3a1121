using Infora.Communication.Alerts;
using Infora.Communication.Messages;
using Infora.Communication.Providers;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Sms.Budgets;

/// <summary>
/// Says what of the month's budgets is left, and tells people at four fifths and at the end. What was spent is read from the counters every
/// few seconds; what this process sent since then is added by its price or its estimate.
/// </summary>
internal sealed class MonthlyBudgets(
    IMessageStore messages, AlertDesk alerts, CommunicationEnvironment environment, IOptionsMonitor<CommunicationOptions> options, TimeProvider time) : IDisposable
{
    private const decimal Near = 0.8m;

    /// <summary>How old the sums may be: other processes spend meanwhile.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    /// <summary>A price may be corrected, and other processes' sums differ by some seconds: nothing waits for a whole month without another look.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _oneReader = new(1, 1);
    private readonly Lock _gate = new();
    private Dictionary<(int ProviderId, string Currency), decimal> _since = [];
    private volatile MonthSpending _spending = MonthSpending.None;

    /// <summary>Whether a provider may send, as far as money goes.</summary>
    /// <returns>Why it may not, and how long; null where it may.</returns>
    public async Task<(SendError Error, TimeSpan Wait)?> FindUsedUpAsync(ConfiguredProvider provider, CancellationToken cancellationToken)
    {
        var channel = options.CurrentValue.Budgets.Sms;
        if (provider.Options is not SmsProviderOptions own || (own.MonthlyBudget is null && channel.Amount is null))
        {
            return null;
        }

        var now = time.GetUtcNow();
        var spending = await ReadAsync(now, cancellationToken).ConfigureAwait(false);
        var ofProvider = own.MonthlyBudget is { } most
            && IsUsedUp(new Budget($"provider {provider.Id}", $"'{provider.Name}'", most, own.Currency, own.StopAtBudget, provider.Id), SpentBy(provider.Id, own.Currency, spending), spending.Month);
        var ofChannel = channel.Amount is { } all
            && IsUsedUp(new Budget("sms", "SMS", all, channel.Currency, channel.Stop, null), SpentBy(null, channel.Currency, spending), spending.Month);
        return (ofProvider && own.StopAtBudget) || (ofChannel && channel.Stop && channel.Currency == own.Currency)
            ? (UsedUp(ofProvider && own.StopAtBudget, own, channel), Least(environment.StartOf(spending.Month.AddMonths(1)) - now, LongestWait))
            : null;
    }

    /// <summary>Adds what messages cost that were just sent.</summary>
    public void Note(ConfiguredProvider provider, IReadOnlyList<ProviderResult> results)
    {
        if (provider.Options is not SmsProviderOptions)
        {
            return;
        }

        foreach (var price in results.Where(result => result.Status is SendStatus.Sent).Select(result => result.Price).OfType<Money>())
        {
            lock (_gate)
            {
                var key = (provider.Id, price.Currency);
                _since[key] = _since.GetValueOrDefault(key) + price.Amount;
            }
        }
    }

    public void Dispose() => _oneReader.Dispose();

    private static SendError UsedUp(bool isOfProvider, SmsProviderOptions own, BudgetOptions channel) => new(
        ErrorCode.LimitExceeded,
        isOfProvider
            ? $"Its monthly_budget of {new Money(own.MonthlyBudget!.Value, own.Currency)} is used up."
            : $"The month's budget for SMS of {new Money(channel.Amount!.Value, channel.Currency)} is used up.",
        Permanent: false)
    {
        Hint = isOfProvider ? "Raise monthly_budget, or clear stop_at_budget." : "Raise Communication:Budgets:Sms:Amount, or clear Stop.",
    };

    private async Task<MonthSpending> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = environment.DayOf(now);
        var month = new DateOnly(today.Year, today.Month, 1);
        if (_spending is var known && known.Month == month && now - known.ReadAt < Fresh)
        {
            return known;
        }

        await _oneReader.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_spending is var read && read.Month == month && now - read.ReadAt < Fresh)
            {
                return read;
            }

            lock (_gate)
            {
                _since = [];
            }

            var counts = await messages.CountAsync(month, today, cancellationToken).ConfigureAwait(false);
            return _spending = new MonthSpending(month, now, counts
                .Where(count => count is { Channel: MessageChannel.Sms, ProviderId: not null, Currency: not null })
                .GroupBy(count => (count.ProviderId!.Value, count.Currency!))
                .ToDictionary(group => group.Key, group => group.Sum(count => count.Cost)));
        }
        finally
        {
            _oneReader.Release();
        }
    }

    /// <param name="providerId">The provider; null for all.</param>
    /// <param name="currency">The currency.</param>
    /// <param name="spending">What was counted.</param>
    private decimal SpentBy(int? providerId, string currency, MonthSpending spending)
    {
        lock (_gate)
        {
            return spending.Counted.Concat(_since)
                .Where(entry => entry.Key.Currency == currency && (providerId is null || entry.Key.ProviderId == providerId))
                .Sum(entry => entry.Value);
        }
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>Raises what is to be raised.</summary>
    private bool IsUsedUp(Budget budget, decimal spent, DateOnly month)
    {
        var (near, reached) = ($"budget_near/{budget.Key}/{month:yyyy-MM}", $"budget_reached/{budget.Key}/{month:yyyy-MM}");
        var isUsedUp = spent >= budget.Amount;
        if (isUsedUp)
        {
            alerts.Raise(AlertKind.BudgetReached, budget.Stops ? AlertSeverity.Critical : AlertSeverity.Warning, reached,
                $"{budget.Title} has used up its budget of {new Money(budget.Amount, budget.Currency)} for {month:MMMM yyyy}. "
                + (budget.Stops ? "Further messages go to other providers or wait for the next month." : "Messages go out all the same."), budget.ProviderId);
        }
        else if (spent >= budget.Amount * Near)
        {
            alerts.Clear(reached);
            alerts.Raise(AlertKind.BudgetNear, AlertSeverity.Warning, near,
                $"{budget.Title} has used four fifths of its budget of {new Money(budget.Amount, budget.Currency)} for {month:MMMM yyyy}.", budget.ProviderId);
        }
        else
        {
            alerts.Clear(reached);
            alerts.Clear(near);
        }

        return isUsedUp;
    }

    private sealed record Budget(string Key, string Title, decimal Amount, string Currency, bool Stops, int? ProviderId);
}
