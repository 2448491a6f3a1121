using Infora.Communication.AspNetCore.Http;
using Infora.Communication.AspNetCore.OpenApi;
using Infora.Communication.Campaigns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infora.Communication.AspNetCore.Campaigns;

/// <summary>The audiences that the host registered.</summary>
internal static class AudienceEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/audiences", List)
        .WithTags("Reference")
        .Describe("listAudiences", "Lists the audiences that the host registered for campaigns, by name.")
        .Answers<AudienceBody[]>();

    private static IResult List(CampaignAudiences audiences) =>
        Answers.Ok(audiences.Names.Select(name => new AudienceBody { Name = name }).ToList());
}
