using Infora.Communication.AspNetCore.Http;
using Infora.Communication.AspNetCore.OpenApi;
using Infora.Communication.Outbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infora.Communication.AspNetCore.Messages;

/// <summary>What can be done about one message.</summary>
internal static class MessageControlEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var message = routes.MapGroup($"/messages/{{{PathParameters.MessageId}}}").WithTags("Messages");
        Describe(message.MapPost("/cancel", CancelAsync), "cancelMessage", "Takes back a queued message.")
            .Refuses(StatusCodes.Status400BadRequest);
        Describe(message.MapPost("/retry", RetryAsync), "retryMessage", "Sends a failed message anew; its attempts stay on record.")
            .Refuses(StatusCodes.Status400BadRequest);
        Describe(message.MapPost("/resolve", ResolveAsync), "resolveMessage", "Settles an uncertain message: it was sent, or it was not and is sent now.")
            .Takes<ResolveRequest>();
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string operationId, string summary) => route
        .Describe(operationId, summary)
        .Answers<MessageBody>()
        .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);

    private static async Task<IResult> CancelAsync(
        HttpContext http, MessageId messageId, MessageControl control, CancellationToken cancellationToken) =>
        (await JsonBody.ReadOptionalAsync<NoFields>(http)).IsRefused(out var refusal, out _)
            ? refusal
            : Answer(await control.CancelAsync(messageId.Value, cancellationToken));

    private static async Task<IResult> RetryAsync(
        HttpContext http, MessageId messageId, MessageControl control, CancellationToken cancellationToken) =>
        (await JsonBody.ReadOptionalAsync<NoFields>(http)).IsRefused(out var refusal, out _)
            ? refusal
            : Answer(await control.RetryAsync(messageId.Value, cancellationToken));

    private static async Task<IResult> ResolveAsync(
        HttpContext http, MessageId messageId, MessageControl control, CancellationToken cancellationToken) =>
        (await JsonBody.ReadAsync<ResolveRequest>(http)).IsRefused(out var refusal, out var request)
            ? refusal
            : Answer(await control.ResolveAsync(messageId.Value, request.Outcome, cancellationToken));

    private static IResult Answer(MessageControlResult result) => result.Outcome switch
    {
        MessageControlOutcome.NotFound => Problems.NotFound("message"),
        MessageControlOutcome.NotAllowed => Problems.Conflict(result.Reason!),
        _ => Answers.Ok(MessageBody.From(result.Message!)),
    };
}
