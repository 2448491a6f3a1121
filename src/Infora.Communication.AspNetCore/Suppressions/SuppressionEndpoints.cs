using Infora.Communication.AspNetCore.Http;
using Infora.Communication.AspNetCore.Messages;
using Infora.Communication.AspNetCore.OpenApi;
using Infora.Communication.Messages;
using Infora.Communication.Suppressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Infora.Communication.AspNetCore.Suppressions;

/// <summary>Who is not written to.</summary>
internal static class SuppressionEndpoints
{
    private const string List = "suppressions";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var suppressions = routes.MapGroup("/" + List).WithTags("Suppressions");
        suppressions.MapGet("", ListAsync)
            .Describe("listSuppressions", "Lists recipients who are not written to, newest first.")
            .TakesQuery(
                SuppressionParameters.Channel,
                SuppressionParameters.Recipient,
                SuppressionParameters.Category,
                SuppressionParameters.Reason,
                Paging.Limit,
                Paging.Cursor)
            .Answers<SuppressionBody[]>().GivesLink();
        suppressions.MapPost("", AddAsync)
            .Describe("addSuppression", "Suppresses a recipient; 200 with the earlier one where it was suppressed already.")
            .Takes<SuppressionRequest>().Answers<SuppressionBody>(StatusCodes.Status201Created).Answers<SuppressionBody>()
            .GivesLocation(StatusCodes.Status201Created);
        suppressions.MapGet("/{id}", FindAsync)
            .Describe("getSuppression", "Reads a suppression.").Answers<SuppressionBody>().Refuses(StatusCodes.Status404NotFound);
        suppressions.MapDelete("/{id}", RemoveAsync)
            .Describe("deleteSuppression", "Takes a suppression away; messages that it stopped stay as they are.")
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent, typeof(void)))
            .Refuses(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, SuppressionList suppressions, IOptionsMonitor<CommunicationOptions> options, CancellationToken cancellationToken)
    {
        var query = new QueryReader(http);
        var filter = new SuppressionQuery
        {
            Channel = query.Choice<MessageChannel>(SuppressionParameters.Channel),
            Recipient = MessageFilter.ReadRecipient(query.Text(SuppressionParameters.Recipient), options.CurrentValue.DefaultRegion),
            Category = query.Choice<MessageCategory>(SuppressionParameters.Category),
            Reason = query.Choice<SuppressionReason>(SuppressionParameters.Reason),
        };
        var page = query.ReadPage<int>(List);
        if (query.Errors.Count > 0)
        {
            return Problems.Invalid(query.Errors);
        }

        var found = await suppressions.ListAsync(filter with { BeforeId = page.After, Limit = page.Fetch }, cancellationToken);
        return page.Answer(http, found, suppression => suppression.Id, SuppressionBody.From);
    }

    private static async Task<IResult> AddAsync(HttpContext http, SuppressionList suppressions, CancellationToken cancellationToken)
    {
        if ((await JsonBody.ReadAsync<SuppressionRequest>(http)).IsRefused(out var refusal, out var request))
        {
            return refusal;
        }

        var change = await suppressions.AddAsync(request.ToDraft(), cancellationToken);
        return change.Suppression is not { } suppression ? Problems.Invalid(change.Errors)
            : change.Added ? Answers.Created(http, suppression.Id, SuppressionBody.From(suppression))
            : Answers.Ok(SuppressionBody.From(suppression));
    }

    private static async Task<IResult> FindAsync(ResourceId id, SuppressionList suppressions, CancellationToken cancellationToken) =>
        await suppressions.FindAsync(id.Value, cancellationToken) is { } suppression
            ? Answers.Ok(SuppressionBody.From(suppression))
            : Problems.NotFound("suppression");

    private static async Task<IResult> RemoveAsync(ResourceId id, SuppressionList suppressions, CancellationToken cancellationToken) =>
        await suppressions.RemoveAsync(id.Value, cancellationToken) ? Answers.NoContent() : Problems.NotFound("suppression");
}
