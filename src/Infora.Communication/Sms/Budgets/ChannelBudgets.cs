using Microsoft.Extensions.Options;

namespace Infora.Communication.Sms.Budgets;

/// <summary>The monthly budgets of channels. Email has no cost here.</summary>
public sealed class ChannelBudgets
{
    /// <summary>Of SMS, over all providers.</summary>
    [ValidateObjectMembers]
    public BudgetOptions Sms { get; set; } = new();
}
