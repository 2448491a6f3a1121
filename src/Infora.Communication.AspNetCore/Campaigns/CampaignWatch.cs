using System.Runtime.CompilerServices;
using System.Text.Json;
using Infora.Communication.AspNetCore.Http;
using Infora.Communication.Campaigns;

namespace Infora.Communication.AspNetCore.Campaigns;

/// <summary>Follows one campaign until it is over.</summary>
internal sealed class CampaignWatch(ICampaigns campaigns, TimeProvider time)
{
    /// <summary>The counts are read as often as events may come: they cost the store next to nothing.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>A proxy closes a connection on which nothing comes for a minute.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);

    /// <param name="progress">The campaign as it is now.</param>
    /// <param name="stopping">Ends it when the host stops.</param>
    /// <param name="cancellationToken">Ends it when the client has gone.</param>
    /// <returns>An event at once and after each change, a null where there was none for long.</returns>
    public async IAsyncEnumerable<StreamedEvent?> FollowAsync(
        CampaignProgress? progress, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        var (last, writtenAt) = (default(string), time.GetUtcNow());
        while (progress is not null)
        {
            var body = CampaignBody.From(progress);
            var json = JsonSerializer.Serialize(body, WireJson.Options);
            if (json != last)
            {
                (last, writtenAt) = (json, time.GetUtcNow());
                yield return new StreamedEvent("progress", json);
            }
            else if (time.GetUtcNow() - writtenAt >= LongestSilence)
            {
                writtenAt = time.GetUtcNow();
                yield return null;
            }

            if (IsOver(progress.Campaign))
            {
                yield break;
            }

            await Task.Delay(Interval, time, ends.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ends.IsCancellationRequested)
            {
                yield break;
            }

            progress = await campaigns.FindAsync(progress.Campaign.Channel, progress.Campaign.Id, cancellationToken);
        }
    }

    /// <summary>A cancelled one is over once nobody who was queued is left.</summary>
    private static bool IsOver(Campaign campaign) =>
        campaign.Status is CampaignStatus.Completed or CampaignStatus.CompletedWithFailures
        || campaign is { Status: CampaignStatus.Cancelled, CompletedAt: not null };
}
