using Infora.Communication.AspNetCore.Http;
using Infora.Communication.Campaigns;
using Microsoft.AspNetCore.Http;

namespace Infora.Communication.AspNetCore.Campaigns;

/// <summary>The answers that campaigns' routes share.</summary>
internal static class CampaignAnswers
{
    public const string What = "campaign";

    public static IResult? Refuse(CampaignResult result) => Refuse(result.Outcome, result.Reason, result.Errors);

    public static IResult? Refuse(CampaignFill fill) => Refuse(fill.Outcome, fill.Reason, []);

    /// <summary>Campaigns are never deleted, so one that was just changed is there.</summary>
    public static async Task<CampaignBody> ShowAsync(ICampaigns campaigns, MessageChannel channel, int id, CancellationToken cancellationToken) =>
        CampaignBody.From((await campaigns.FindAsync(channel, id, cancellationToken))!);

    private static IResult? Refuse(CampaignOutcome outcome, string? reason, IReadOnlyList<FieldError> errors) => outcome switch
    {
        CampaignOutcome.Invalid => Problems.Invalid(errors),
        CampaignOutcome.NotFound => Problems.NotFound(What),
        CampaignOutcome.NotAllowed => Problems.Conflict(reason ?? "The campaign's state does not allow this.", errors),
        _ => null,
    };
}
