using Infora.Communication.AspNetCore.Http;
using Infora.Communication.AspNetCore.OpenApi;
using Infora.Communication.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Infora.Communication.AspNetCore.Webhooks;

/// <summary>
/// Where vendors report to. Nobody is asked who they are: the token in the address and the vendor's signature prove the request.
/// Nothing is parsed here: signatures are made over the bytes as they came.
/// </summary>
internal sealed class WebhookEndpoints(MessageChannel channel)
{
    /// <summary>The largest batches of vendors are below one megabyte.</summary>
    private const int LargestBody = 5 * 1024 * 1024;

    public void Map(IEndpointRouteBuilder routes)
    {
        var webhook = routes.MapGroup($"/webhooks/{SnakeCase.Name(channel)}/{{{PathParameters.ProviderId}}}/{{{PathParameters.Token}}}").WithTags("Webhooks");
        Describe(webhook.MapPost("", ReceiveAsync), $"receive{channel}Reports", $"Takes what the vendor of a provider for {channel} reports, in the vendor's own format.");
        if (channel is MessageChannel.Sms)
        {
            Describe(webhook.MapGet("", ReceiveAsync), $"receive{channel}ReportsByQuery", $"Takes what the vendor of a provider for {channel} reports, from the query.");
        }
    }

    private static void Describe(RouteHandlerBuilder route, string operationId, string summary) => route
        .Describe(operationId, summary)
        .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(void)))
        .Refuses(
            StatusCodes.Status400BadRequest,
            StatusCodes.Status401Unauthorized,
            StatusCodes.Status413PayloadTooLarge,
            StatusCodes.Status503ServiceUnavailable);

    private async Task<IResult> ReceiveAsync(
        HttpContext http,
        string providerId,
        string token,
        WebhookReceiver receiver,
        IOptionsMonitor<CommunicationOptions> options,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        // Before anything of the body is read, so that strangers cost nothing.
        if (!int.TryParse(providerId, out var id) || !await receiver.KnowsAsync(channel, id, token, cancellationToken))
        {
            return Refused();
        }

        var (body, tooLarge) = await BodyBytes.ReadRawAsync(http.Request, LargestBody, cancellationToken);
        if (tooLarge is not null)
        {
            return tooLarge;
        }

        var request = new WebhookRequest
        {
            Method = http.Request.Method,
            Url = PublicAddress.Of(http, options.CurrentValue.PublicUrl),
            Headers = [.. http.Request.Headers.SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value ?? "")))],
            Body = body,
            ReceivedAt = time.GetUtcNow(),
        };
        return await receiver.ReceiveAsync(channel, id, token, request, cancellationToken) switch
        {
            WebhookOutcome.Accepted => TypedResults.Ok(),
            WebhookOutcome.Unreadable => new ProblemResult(StatusCodes.Status400BadRequest, "The request is not what this provider's vendor sends."),
            WebhookOutcome.Unavailable => new ProblemResult(StatusCodes.Status503ServiceUnavailable, "It cannot be verified now; send it again later."),
            _ => Refused(),
        };
    }

    private static ProblemResult Refused() =>
        new(StatusCodes.Status401Unauthorized, "The address is not that of a provider, or the vendor's signature is missing or wrong.");
}
