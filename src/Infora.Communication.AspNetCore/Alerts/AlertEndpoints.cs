using Infora.Communication.Alerts;
using Infora.Communication.AspNetCore.Http;
using Infora.Communication.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infora.Communication.AspNetCore.Alerts;

/// <summary>Shows what went wrong with sending.</summary>
internal static class AlertEndpoints
{
    private const string List = "alerts";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGroup("/" + List).WithTags("Alerts")
        .MapGet("", ListAsync)
        .Describe("listAlerts", "Lists alerts, newest first.")
        .TakesQuery(Paging.Limit, Paging.Cursor).Answers<AlertBody[]>().GivesLink();

    private static async Task<IResult> ListAsync(HttpContext http, IAlertStore store, CancellationToken cancellationToken)
    {
        var query = new QueryReader(http);
        var page = query.ReadPage<long>(List);
        if (query.Errors.Count > 0)
        {
            return Problems.Invalid(query.Errors);
        }

        var alerts = await store.ListAsync(page.After, page.Fetch, cancellationToken);
        return page.Answer(http, alerts, alert => alert.Id, AlertBody.From);
    }
}
