using Infora.Communication.AspNetCore.Http;
using Infora.Communication.AspNetCore.OpenApi;
using Infora.Communication.Outbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infora.Communication.AspNetCore.Messages;

/// <summary>The switch that stops all sending.</summary>
internal static class SwitchEndpoints
{
    private const int LongestReason = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var sending = routes.MapGroup("/sending").WithTags("Sending");
        sending.MapGet("", ReadAsync).Describe("getSending", "Says whether anything is sent.").Answers<SwitchBody>();
        sending.MapPut("", SetAsync)
            .Describe("setSending", "Stops all sending in every process within two seconds, or lets it go on.")
            .Takes<SwitchRequest>().Answers<SwitchBody>();
    }

    private static async Task<IResult> ReadAsync(SendingState sending, CancellationToken cancellationToken) =>
        Answers.Ok(SwitchBody.From(await sending.GetAsync(cancellationToken)));

    private static async Task<IResult> SetAsync(HttpContext http, SendingState sending, CancellationToken cancellationToken)
    {
        if ((await JsonBody.ReadAsync<SwitchRequest>(http)).IsRefused(out var refusal, out var request))
        {
            return refusal;
        }

        if (request.Reason?.Length > LongestReason)
        {
            return Problems.Invalid([new FieldError("reason", $"must have at most {LongestReason} characters")]);
        }

        // Read back, since a store keeps times less finely than they are given.
        await sending.SetAsync(request.Paused, request.Reason, cancellationToken);
        return await ReadAsync(sending, cancellationToken);
    }
}
