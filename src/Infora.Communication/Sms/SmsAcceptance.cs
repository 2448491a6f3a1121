using Infora.Communication.Delivery;
using Infora.Communication.Messages;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Sms;

/// <summary>Turns a text message as an application gives it into one that can be stored: validated, rendered, counted.</summary>
internal sealed class SmsAcceptance(MessageAcceptance acceptance, ProviderRouter router, IOptionsMonitor<CommunicationOptions> options)
{
    private const int LongestBody = 4_000;

    public async Task<Acceptance> AcceptAsync(SmsMessage message, CancellationToken cancellationToken)
    {
        var errors = new List<FieldError>();
        if (!PhoneNumber.TryParse(message.To, options.CurrentValue.DefaultRegion, out var number, out var wrong))
        {
            errors.Add(new FieldError("recipient_phone", wrong, ErrorCode.InvalidRecipient));
        }

        errors.AddRange(CheckContent(message));
        var parts = await acceptance.AcceptAsync(MessageChannel.Sms, message, number?.E164, errors, cancellationToken).ConfigureAwait(false);
        var body = parts.Rendered is null ? AsSent(message.Body) : parts.Rendered.TextBody;
        if (errors.Count is 0 && string.IsNullOrWhiteSpace(body))
        {
            errors.Add(new FieldError("body", "must not be empty"));
        }

        if (errors.Count > 0)
        {
            return Acceptance.Refused(errors);
        }

        var record = acceptance.NewRecord(MessageChannel.Sms, message, parts);
        var segments = SmsSegments.Count(body!);
        if (await CheckLengthAsync(record, segments, cancellationToken).ConfigureAwait(false) is { } tooLong)
        {
            return Acceptance.Refused([tooLong]);
        }

        var content = new MessageContent { Recipient = number!.E164, TextBody = body, Tags = message.Tags, Metadata = message.Metadata };
        return Acceptance.Accepted(record with { Segments = segments.Segments }, content);
    }

    /// <summary>What none of the providers that may get the message would send is refused at once, while the caller can still shorten it.</summary>
    private async Task<FieldError?> CheckLengthAsync(MessageRecord record, SmsSegments segments, CancellationToken cancellationToken)
    {
        if (segments.Segments is 1)
        {
            return null;
        }

        var plan = await router.PlanAsync(record, recipient: null, cancellationToken).ConfigureAwait(false);
        var most = plan.Candidates.Select(candidate => candidate.Options).OfType<SmsProviderOptions>().Select(usable => usable.MaxSegments)
            .DefaultIfEmpty(int.MaxValue).Max();
        return segments.Segments > most ? new FieldError("body", SmsLength.Describe(segments, most)) : null;
    }

    /// <summary>The text of a message without a template; a template's comes rendered as it is sent.</summary>
    private string? AsSent(string? body) => body is null ? null : SmsText.AsSent(body, options.CurrentValue);

    private static IEnumerable<FieldError> CheckContent(SmsMessage message)
    {
        if (message.Template is null)
        {
            if (message.Body is null)
            {
                yield return new FieldError("body", "is required without a template");
            }
            else if (message.Body.Length > LongestBody)
            {
                yield return new FieldError("body", $"must be at most {LongestBody} characters");
            }

            if (message.Variables.Names.Count > 0)
            {
                yield return new FieldError("variables", "belong to a template; give template_id too, or fill them into the body");
            }
        }
        else if (message.Body is not null)
        {
            yield return new FieldError("template_id", "cannot be combined with body; give either a template or content");
        }
    }
}
