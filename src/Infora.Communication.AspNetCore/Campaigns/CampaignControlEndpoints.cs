using Infora.Communication.AspNetCore.Http;
using Infora.Communication.AspNetCore.OpenApi;
using Infora.Communication.Campaigns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infora.Communication.AspNetCore.Campaigns;

/// <summary>The steps that a person takes with a campaign of one channel.</summary>
internal sealed class CampaignControlEndpoints(MessageChannel channel)
{
    private delegate Task<CampaignResult> Step(ICampaigns campaigns, MessageChannel channel, int id, CancellationToken cancellationToken);

    public void Map(IEndpointRouteBuilder campaigns)
    {
        Map(campaigns, "start", "start", "Starts a draft, at once or at its time.", (all, of, id, token) => all.StartAsync(of, id, token));
        Map(campaigns, "pause", "pause", "Stops a running or scheduled campaign; what is in the air ends.", (all, of, id, token) => all.PauseAsync(of, id, token));
        Map(campaigns, "resume", "resume", "Lets a paused campaign go on where it stopped.", (all, of, id, token) => all.ResumeAsync(of, id, token));
        Map(campaigns, "cancel", "cancel", "Ends a campaign: nobody who is still queued gets it.", (all, of, id, token) => all.CancelAsync(of, id, token));
        Map(campaigns, "estimate", "estimate", "Renders a campaign for every recipient without sending it: what is missing, what it costs, how long it takes.", (all, of, id, token) => all.EstimateAsync(of, id, token));
        Map(campaigns, "retry-failed", "retryFailed", "Sends all failed messages of a campaign again.", (all, of, id, token) => all.RetryFailedAsync(of, id, token));
    }

    private void Map(IEndpointRouteBuilder campaigns, string path, string operation, string summary, Step step) =>
        campaigns.MapPost("/{id}/" + path, (HttpContext http, ResourceId id, ICampaigns all, CancellationToken token) => TakeAsync(http, id, all, step, token))
            .Describe(operation is "retryFailed" ? $"retryFailedOf{channel}Campaign" : $"{operation}{channel}Campaign", summary)
            .Answers<CampaignBody>().Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);

    private async Task<IResult> TakeAsync(HttpContext http, ResourceId id, ICampaigns campaigns, Step step, CancellationToken cancellationToken)
    {
        if ((await JsonBody.ReadOptionalAsync<NoFields>(http)).IsRefused(out var refusal, out _))
        {
            return refusal;
        }

        return CampaignAnswers.Refuse(await step(campaigns, channel, id.Value, cancellationToken))
            ?? Answers.Ok(await CampaignAnswers.ShowAsync(campaigns, channel, id.Value, cancellationToken));
    }
}
