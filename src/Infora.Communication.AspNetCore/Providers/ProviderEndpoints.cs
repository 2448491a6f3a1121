using System.Text.Json.Nodes;
using Infora.Communication.AspNetCore.Http;
using Infora.Communication.AspNetCore.OpenApi;
using Infora.Communication.Providers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infora.Communication.AspNetCore.Providers;

/// <summary>The providers of one channel.</summary>
internal sealed class ProviderEndpoints<TTestRequest>(MessageChannel channel)
    where TTestRequest : class, IProviderTestRequest, new()
{
    private const string What = "provider";

    private readonly string _list = $"{SnakeCase.Name(channel)}-providers";
    private readonly ProviderSchemas _schemas = new(channel);

    public void Map(IEndpointRouteBuilder routes)
    {
        var providers = routes.MapGroup("/" + _list).WithTags($"{channel} providers");
        providers.MapGet("", ListAsync)
            .Describe($"list{channel}Providers", $"Lists the {channel} providers by id.")
            .TakesQuery(Paging.Limit, Paging.Cursor).AnswersWith(_schemas.ListAsync).GivesLink();
        providers.MapPost("", AddAsync)
            .Describe($"add{channel}Provider", $"Adds a provider for {channel}.")
            .Takes(_schemas.InputAsync).AnswersWith(_schemas.OutputAsync, StatusCodes.Status201Created).Refuses(StatusCodes.Status409Conflict)
            .GivesLocation(StatusCodes.Status201Created).GivesETag(StatusCodes.Status201Created);
        providers.MapGet("/{id}", FindAsync)
            .Describe($"get{channel}Provider", $"Reads a provider for {channel}.")
            .AnswersWith(_schemas.OutputAsync).Refuses(StatusCodes.Status404NotFound).GivesETag();
        providers.MapPut("/{id}", UpdateAsync)
            .Describe($"replace{channel}Provider", $"Replaces every field of a provider for {channel} but the secrets that are absent.")
            .Takes(_schemas.InputAsync).TakesIfMatch().AnswersWith(_schemas.OutputAsync).GivesETag()
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        providers.MapDelete("/{id}", DeleteAsync)
            .Describe($"delete{channel}Provider", $"Deletes a provider for {channel}. The history of its messages stays.")
            .TakesIfMatch().Produces(StatusCodes.Status204NoContent).Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        providers.MapPost("/{id}/test", TestAsync)
            .Describe($"test{channel}Provider", $"Checks the credentials of a provider for {channel} or, with a recipient, sends a test message.")
            .Takes<TTestRequest>(required: false).Answers<ProviderTestBody>().Refuses(StatusCodes.Status404NotFound);
        providers.MapPost("/{id}/webhook-token", RenewWebhookTokenAsync)
            .Describe($"renew{channel}ProviderWebhookToken", "Gives the webhook a new address; what comes to the old one is refused from then on.")
            .AnswersWith(_schemas.OutputAsync).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound).GivesETag();
    }

    private async Task<IResult> RenewWebhookTokenAsync(
        HttpContext http, ResourceId id, [AsParameters] ProviderServices services, CancellationToken cancellationToken)
    {
        if ((await JsonBody.ReadOptionalAsync<NoFields>(http)).IsRefused(out var refusal, out _))
        {
            return refusal;
        }

        return await services.Catalogue.RenewWebhookTokenAsync(channel, id.Value, cancellationToken) is { } provider
            ? Answers.Ok(await TaggedAsync(http, provider, services, cancellationToken))
            : Problems.NotFound(What);
    }

    private async Task<IResult> ListAsync(
        HttpContext http, [AsParameters] ProviderServices services, CancellationToken cancellationToken)
    {
        var query = new QueryReader(http);
        var page = query.ReadPage<int>(_list);
        if (query.Errors.Count > 0)
        {
            return Problems.Invalid(query.Errors);
        }

        var providers = await services.Catalogue.ListAsync(channel, cancellationToken);
        var fetched = providers.Where(provider => provider.Id > (page.After ?? 0)).OrderBy(provider => provider.Id).Take(page.Fetch).ToList();
        var shown = await services.ShowAsync(fetched, cancellationToken);
        return page.Answer(http, shown, provider => provider.Id, provider => provider.Body);
    }

    private async Task<IResult> AddAsync(
        HttpContext http, [AsParameters] ProviderServices services, CancellationToken cancellationToken)
    {
        if ((await JsonBody.ReadObjectAsync(http)).IsRefused(out var refusal, out var fields))
        {
            return refusal;
        }

        var change = await services.Catalogue.AddAsync(channel, fields, cancellationToken);
        return Refuse(http, change) ?? Answers.Created(
            http, change.Provider!.Id, await TaggedAsync(http, change.Provider, services, cancellationToken));
    }

    private async Task<IResult> FindAsync(
        HttpContext http, ResourceId id, [AsParameters] ProviderServices services, CancellationToken cancellationToken) =>
        await services.Catalogue.FindAsync(channel, id.Value, cancellationToken) is { } provider
            ? Answers.Ok(await TaggedAsync(http, provider, services, cancellationToken))
            : Problems.NotFound(What);

    private async Task<IResult> UpdateAsync(
        HttpContext http, ResourceId id, [AsParameters] ProviderServices services, CancellationToken cancellationToken)
    {
        if ((await JsonBody.ReadObjectAsync(http)).IsRefused(out var refusal, out var fields))
        {
            return refusal;
        }

        var current = await services.Catalogue.FindAsync(channel, id.Value, cancellationToken);
        if (EntityTag.Refuse(http.Request, What, current?.Version, out var expected) is { } failed)
        {
            return failed;
        }

        var change = await services.Catalogue.UpdateAsync(channel, id.Value, fields, expected, cancellationToken);
        return Refuse(http, change) ?? Answers.Ok(await TaggedAsync(http, change.Provider!, services, cancellationToken));
    }

    private async Task<IResult> DeleteAsync(
        HttpContext http, ResourceId id, [AsParameters] ProviderServices services, CancellationToken cancellationToken)
    {
        var current = await services.Catalogue.FindAsync(channel, id.Value, cancellationToken);
        if (EntityTag.Refuse(http.Request, What, current?.Version, out var expected) is { } failed)
        {
            return failed;
        }

        return Refuse(http, await services.Catalogue.DeleteAsync(channel, id.Value, expected, cancellationToken)) ?? Answers.NoContent();
    }

    private async Task<IResult> TestAsync(
        HttpContext http, ResourceId id, [AsParameters] ProviderServices services, CancellationToken cancellationToken)
    {
        if ((await JsonBody.ReadOptionalAsync<TTestRequest>(http)).IsRefused(out var refusal, out var request))
        {
            return refusal;
        }

        return await services.Tester.TestAsync(channel, id.Value, request.ToTest(), cancellationToken) switch
        {
            null => Problems.NotFound(What),
            { FieldErrors.Count: > 0 } result => Problems.Invalid(result.FieldErrors),
            var result => Answers.Ok(ProviderTestBody.From(result)),
        };
    }

    private static IResult? Refuse(HttpContext http, ProviderChange change) => change.Outcome switch
    {
        ProviderChangeOutcome.Invalid => Problems.Invalid(change.Errors),
        ProviderChangeOutcome.NotFound => Problems.NotFound(What),
        ProviderChangeOutcome.NameTaken => Problems.NameTaken(What),
        ProviderChangeOutcome.VersionConflict => EntityTag.ChangedMeanwhile(http.Request),
        ProviderChangeOutcome.DefinedByHost => Problems.Conflict(
            $"The provider '{change.Provider!.Name}' is defined by the host in code or configuration; change it there."),
        _ => null,
    };

    private static async Task<JsonObject> TaggedAsync(
        HttpContext http, ProviderRecord provider, ProviderServices services, CancellationToken cancellationToken)
    {
        EntityTag.Write(http.Response, provider.Version);
        return await services.ShowAsync(provider, cancellationToken);
    }
}
