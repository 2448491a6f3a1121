using Infora.Communication.Alerts;
using Infora.Communication.Campaigns;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Reports;
using Infora.Communication.Statistics;
using Infora.Communication.Suppressions;
using Infora.Communication.Templates;

namespace Infora.Communication.TestSupport.Stores;

/// <summary>The stores of one place where data is kept.</summary>
/// <param name="owner">What is disposed of with them.</param>
public sealed class StoreSet(IAsyncDisposable? owner = null) : IAsyncDisposable
{
    /// <value>The messages.</value>
    public required IMessageStore Messages { get; init; }

    /// <value>What sending asks of the same place.</value>
    public required IOutboxStore Outbox { get; init; }

    /// <value>The counters of the messages.</value>
    public required IMessageCounts Counts { get; init; }

    /// <value>The switch, and where each provider stands.</value>
    public required ISendingStateStore Sending { get; init; }

    /// <value>The alerts.</value>
    public required IAlertStore Alerts { get; init; }

    /// <value>The providers.</value>
    public required IProviderStore Providers { get; init; }

    /// <value>The templates.</value>
    public required ITemplateStore Templates { get; init; }

    /// <value>The campaigns; their recipients are among <see cref="Messages"/>.</value>
    public required ICampaignStore Campaigns { get; init; }

    /// <value>The suppressions.</value>
    public required ISuppressionStore Suppressions { get; init; }

    /// <value>What vendors reported and is not written to <see cref="Messages"/> yet.</value>
    public required IReportStore Reports { get; init; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => owner?.DisposeAsync() ?? ValueTask.CompletedTask;
}
