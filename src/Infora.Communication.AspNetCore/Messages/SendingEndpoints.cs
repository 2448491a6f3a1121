using Infora.Communication.AspNetCore.Http;
using Infora.Communication.AspNetCore.OpenApi;
using Infora.Communication.Outbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.AspNetCore.Messages;

/// <summary>Takes single messages to be sent.</summary>
internal static class SendingEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapPost("/emails", SendEmailAsync), "sendEmail", "Queues a mail.").Takes<EmailRequest>();
        Describe(routes.MapPost("/sms", SendSmsAsync), "sendSms", "Queues a text message.").Takes<SmsRequest>();
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string operationId, string summary) => route
        .WithTags("Sending")
        .Describe(operationId, summary)
        .TakesHeader(IdempotencyKey.Header, "1 to 255 visible ASCII characters: the same key with the same body is accepted once.")
        .Answers<MessageBody>(StatusCodes.Status202Accepted)
        .Refuses(StatusCodes.Status409Conflict)
        .GivesLocation(StatusCodes.Status202Accepted)
        .GivesHeader(StatusCodes.Status202Accepted, IdempotencyKey.ReplayedHeader, "true where the message was accepted before under the same key.");

    private static async Task<IResult> SendEmailAsync(
        HttpContext http, [FromKeyedServices(OutboxKeys.Immediate)] IMessageOutbox outbox, CancellationToken cancellationToken)
    {
        if ((await JsonBody.ReadAsync<EmailRequest>(http, JsonBody.LargeLimit)).IsRefused(out var refusal, out var request))
        {
            return refusal;
        }

        var errors = new List<FieldError>();
        var options = request.ToOptions(IdempotencyKey.Read(http.Request, errors));
        var message = request.ToMessage(errors);
        return errors.Count > 0 ? Problems.Invalid(errors) : Answer(http, await outbox.EnqueueAsync(message, options, cancellationToken));
    }

    private static async Task<IResult> SendSmsAsync(
        HttpContext http, [FromKeyedServices(OutboxKeys.Immediate)] IMessageOutbox outbox, CancellationToken cancellationToken)
    {
        if ((await JsonBody.ReadAsync<SmsRequest>(http)).IsRefused(out var refusal, out var request))
        {
            return refusal;
        }

        var errors = new List<FieldError>();
        var options = request.ToOptions(IdempotencyKey.Read(http.Request, errors));
        var message = request.ToMessage(errors);
        return errors.Count > 0 ? Problems.Invalid(errors) : Answer(http, await outbox.EnqueueAsync(message, options, cancellationToken));
    }

    private static IResult Answer(HttpContext http, EnqueueResult result)
    {
        switch (result.Outcome)
        {
            case EnqueueOutcome.Invalid:
                return Problems.Invalid(result.Errors);
            case EnqueueOutcome.KeyReused:
                return Problems.Conflict(
                    "Another message was accepted under this Idempotency-Key. Repeat a request with the same body, or give a new key.");
            case EnqueueOutcome.Replayed:
                http.Response.Headers[IdempotencyKey.ReplayedHeader] = "true";
                break;
        }

        var message = result.Message!;
        return Answers.AcceptedMessage(http, message.State.Id, MessageBody.From(message));
    }
}
