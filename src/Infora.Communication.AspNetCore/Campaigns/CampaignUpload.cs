using Infora.Communication.AspNetCore.Http;
using Infora.Communication.Campaigns;
using Infora.Communication.Campaigns.Upload;
using Microsoft.AspNetCore.Http;

namespace Infora.Communication.AspNetCore.Campaigns;

/// <summary>Adds the recipients in a request's body to a campaign, as they come.</summary>
internal static class CampaignUpload
{
    public const string Ndjson = "application/x-ndjson";
    public const string Csv = "text/csv";

    /// <returns>What came of it, or the answer that refuses the body.</returns>
    public static async Task<(CampaignFill? Fill, IResult? Refusal)> AddAsync(
        HttpContext http, ICampaigns campaigns, Campaign campaign, CancellationToken cancellationToken)
    {
        var (media, refusal) = UploadBody.MediaType(http.Request, Ndjson, Csv);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        UploadBody.WithoutLimit(http);
        if (media is Ndjson)
        {
            var rows = NdjsonRecipients.ReadAsync(campaign.Channel, http.Request.BodyReader, cancellationToken);
            return (await campaigns.AddRecipientsAsync(campaign.Channel, campaign.Id, rows, cancellationToken), null);
        }

        using var csv = await CsvRecipients.OpenAsync(campaign.Channel, http.Request.Body, cancellationToken);
        return csv.Wrong is { } wrong
            ? (null, Problems.BadRequest(wrong))
            : (await campaigns.AddRecipientsAsync(campaign.Channel, campaign.Id, csv.ReadAsync(cancellationToken), cancellationToken), null);
    }
}
