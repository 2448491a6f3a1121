using Infora.Communication.AspNetCore.Http;
using Infora.Communication.AspNetCore.OpenApi;
using Infora.Communication.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infora.Communication.AspNetCore.Webhooks;

/// <summary>What vendors reported of messages that are not known: sent by somebody else through the same account, or deleted since.</summary>
internal static class UnmatchedReportEndpoints
{
    private const string List = "unmatched-reports";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/" + List, ListAsync).WithTags("Webhooks")
        .Describe("listUnmatchedReports", "Lists what vendors reported of messages that were never found, newest first.")
        .TakesQuery(Paging.Limit, Paging.Cursor).Answers<UnmatchedReportBody[]>().GivesLink();

    private static async Task<IResult> ListAsync(HttpContext http, IReportStore reports, CancellationToken cancellationToken)
    {
        var query = new QueryReader(http);
        var page = query.ReadPage<long>(List);
        if (query.Errors.Count > 0)
        {
            return Problems.Invalid(query.Errors);
        }

        var found = await reports.ListUnmatchedAsync(page.After, page.Fetch, cancellationToken);
        return page.Answer(http, found, report => report.Id, UnmatchedReportBody.From);
    }
}
