using Infora.Communication.AspNetCore.OpenApi;
using Infora.Communication.Suppressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.AspNetCore.Unsubscribe;

/// <summary>Where unsubscribe links lead to. Nobody is asked who they are: the link says it.</summary>
internal static class UnsubscribeEndpoints
{
    public const string Segment = "unsubscribe";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var page = routes.MapGroup($"/{Segment}/{{{PathParameters.Token}}}").WithTags("Unsubscribe");
        Describe(page.MapGet("", AskAsync), "showUnsubscribePage", "Shows a page that asks whether to unsubscribe. It changes nothing.");
        Describe(page.MapPost("", DecideAsync), "unsubscribe", "Unsubscribes at once (RFC 8058), or takes it back.")
            .TakesForm(UnsubscribePage.Field, UnsubscribePage.OneClick, UnsubscribePage.Undo);
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string operationId, string summary) => route
        .Describe(operationId, summary)
        .AnswersPage(StatusCodes.Status200OK)
        .AnswersPage(StatusCodes.Status404NotFound);

    private static async Task<IResult> AskAsync(
        HttpContext http, string token, SuppressionList suppressions, CancellationToken cancellationToken)
    {
        if (Read(http, token) is not { } target)
        {
            return UnsubscribePage.NoSuchLink();
        }

        return await suppressions.FindAsync(target.Channel, target.Recipient, target.Category, cancellationToken) is null
            ? UnsubscribePage.Ask(target)
            : UnsubscribePage.Unsubscribed(target);
    }

    private static async Task<IResult> DecideAsync(
        HttpContext http, string token, SuppressionList suppressions, CancellationToken cancellationToken)
    {
        if (Read(http, token) is not { } target)
        {
            return UnsubscribePage.NoSuchLink();
        }

        var (wish, refusal) = await UnsubscribeForm.ReadAsync(http.Request, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        if (wish is UnsubscribePage.OneClick)
        {
            await suppressions.UnsubscribeAsync(target, cancellationToken);
            return UnsubscribePage.Unsubscribed(target);
        }

        return await suppressions.ResubscribeAsync(target, cancellationToken) is null
            ? UnsubscribePage.Resubscribed(target)
            : UnsubscribePage.StillStopped(target);
    }

    /// <summary>A host without Data Protection has sent no links.</summary>
    private static UnsubscribeTarget? Read(HttpContext http, string token) =>
        http.RequestServices.GetService<IDataProtectionProvider>() is { } protection && new UnsubscribeTokens(protection).TryRead(token, out var target)
            ? target
            : null;
}
