using Infora.Communication.AspNetCore.Http;
using Infora.Communication.AspNetCore.OpenApi;
using Infora.Communication.Campaigns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Infora.Communication.AspNetCore.Campaigns;

/// <summary>The campaigns of one channel.</summary>
internal sealed class CampaignEndpoints<TRequest>(MessageChannel channel)
    where TRequest : CampaignRequest
{
    private readonly string _list = $"{SnakeCase.Name(channel)}-campaigns";
    private readonly string _column = channel is MessageChannel.Email ? "email" : "phone";

    public void Map(IEndpointRouteBuilder routes)
    {
        var campaigns = routes.MapGroup("/" + _list).WithTags($"{channel} campaigns");
        campaigns.MapGet("", ListAsync)
            .Describe($"list{channel}Campaigns", $"Lists the {channel} campaigns, newest first.")
            .TakesQuery(Paging.Limit, Paging.Cursor).Answers<CampaignBody[]>().GivesLink();
        campaigns.MapPost("", CreateAsync)
            .Describe($"create{channel}Campaign", $"Creates a campaign for {channel} with its recipients, all or none, and starts it unless it is to stay a draft.")
            .Takes<TRequest>().Answers<CampaignBody>(StatusCodes.Status201Created).Refuses(StatusCodes.Status409Conflict)
            .GivesLocation(StatusCodes.Status201Created);
        campaigns.MapGet("/{id}", FindAsync)
            .Describe($"get{channel}Campaign", $"Reads a campaign for {channel} with its counts.")
            .Answers<CampaignBody>().Refuses(StatusCodes.Status404NotFound);
        campaigns.MapPost("/{id}/recipients", AddRecipientsAsync)
            .Describe($"add{channel}CampaignRecipients", $"Adds recipients to a draft of a campaign for {channel}, any number, as they come: NDJSON or CSV.")
            .TakesUpload(
                (CampaignUpload.Ndjson, $"An object a line: {{\"{_column}\": …, \"variables\": {{…}}}}."),
                (CampaignUpload.Csv, $"A header row; the column {_column}, every other one a variable. An empty cell gives none."))
            .Answers<CampaignFillBody>().Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        campaigns.MapGet("/{id}/progress", WatchAsync)
            .Describe($"watch{channel}Campaign", $"Follows a campaign for {channel}: an event named progress at once and after each change, at most one a second, until the campaign is over.")
            .AnswersEvents<CampaignBody>().Refuses(StatusCodes.Status404NotFound);
        new CampaignControlEndpoints(channel).Map(campaigns);
    }

    private async Task<IResult> ListAsync(HttpContext http, ICampaigns campaigns, CancellationToken cancellationToken)
    {
        var query = new QueryReader(http);
        var page = query.ReadPage<int>(_list);
        if (query.Errors.Count > 0)
        {
            return Problems.Invalid(query.Errors);
        }

        var fetched = await campaigns.ListAsync(channel, page.After, page.Fetch, cancellationToken);
        return page.Answer(http, fetched, progress => progress.Campaign.Id, CampaignBody.From);
    }

    private async Task<IResult> CreateAsync(HttpContext http, ICampaigns campaigns, CancellationToken cancellationToken)
    {
        if ((await JsonBody.ReadAsync<TRequest>(http, JsonBody.LargeLimit)).IsRefused(out var refusal, out var request))
        {
            return refusal;
        }

        var errors = new List<FieldError>();
        var draft = request.ToDraft(errors);
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var result = await campaigns.CreateAsync(draft, cancellationToken);
        return CampaignAnswers.Refuse(Kept(result)) ?? Answers.Created(
            http, result.Campaign!.Id, await CampaignAnswers.ShowAsync(campaigns, channel, result.Campaign.Id, cancellationToken));
    }

    private async Task<IResult> FindAsync(ResourceId id, ICampaigns campaigns, CancellationToken cancellationToken) =>
        await campaigns.FindAsync(channel, id.Value, cancellationToken) is { } progress
            ? Answers.Ok(CampaignBody.From(progress))
            : Problems.NotFound(CampaignAnswers.What);

    private async Task<IResult> AddRecipientsAsync(HttpContext http, ResourceId id, ICampaigns campaigns, CancellationToken cancellationToken)
    {
        if (await campaigns.FindAsync(channel, id.Value, cancellationToken) is not { } progress)
        {
            return Problems.NotFound(CampaignAnswers.What);
        }

        var (fill, refusal) = await CampaignUpload.AddAsync(http, campaigns, progress.Campaign, cancellationToken);
        return refusal ?? CampaignAnswers.Refuse(fill!) ?? Answers.Ok(CampaignFillBody.From(fill!));
    }

    private async Task<IResult> WatchAsync(HttpContext http, ResourceId id, ICampaigns campaigns, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await campaigns.FindAsync(channel, id.Value, cancellationToken) is not { } progress)
        {
            return Problems.NotFound(CampaignAnswers.What);
        }

        var stopping = http.RequestServices.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
        return new EventStream(new CampaignWatch(campaigns, time).FollowAsync(progress, stopping, cancellationToken));
    }

    /// <summary>Where its audience was read, it is stored by then: whoever mends what stands in the way goes on with it.</summary>
    private static CampaignResult Kept(CampaignResult result) => result is { Outcome: CampaignOutcome.NotAllowed, Campaign: { Id: > 0 } draft }
        ? result with { Reason = $"{result.Reason} It is kept as draft {draft.Id}: start that once this is mended, or cancel it." }
        : result;
}
