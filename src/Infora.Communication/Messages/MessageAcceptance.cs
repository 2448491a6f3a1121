using Infora.Communication.Providers;
using Infora.Communication.Suppressions;
using Infora.Communication.Templates;

namespace Infora.Communication.Messages;

/// <summary>The part of accepting a message that is the same in every channel: its provider, its template, its labels.</summary>
internal sealed class MessageAcceptance(
    ProviderCatalogue providers,
    TemplateLookup templates,
    TemplateRendering rendering,
    PromotionalMail promotional,
    CommunicationEnvironment environment,
    TimeProvider time)
{
    /// <summary>Resolves what the message refers to and renders its template; adds an error for each field that is wrong.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="message">The message.</param>
    /// <param name="recipient">Its recipient, read; null where it could not be read.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    public async Task<AcceptedParts> AcceptAsync(
        MessageChannel channel, IOutboundMessage message, string? recipient, List<FieldError> errors, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        errors.AddRange(MessageLabels.Check(message.Tags, message.Metadata));
        var provider = await FindProviderAsync(channel, message.Provider, errors, cancellationToken).ConfigureAwait(false);
        if (message.Template is not { } reference)
        {
            return new AcceptedParts(id, provider, null, null);
        }

        var template = await templates.FindAsync(channel, reference, errors, cancellationToken).ConfigureAwait(false);
        if (template is null)
        {
            return new AcceptedParts(id, provider, null, null);
        }

        var variables = recipient is null ? message.Variables : promotional.WithLink(channel, message.Category, recipient, id, message.Variables);
        var rendered = await rendering.RenderAsync(template, variables, cancellationToken).ConfigureAwait(false);
        errors.AddRange(rendered.Errors.Select(error => error.Field is $"variables.{PromotionalMail.UnsubscribeUrl}"
            ? error with { Message = $"{error.Message}; {PromotionalMail.Mend}" }
            : error));
        return new AcceptedParts(id, provider, template, rendered);
    }

    public MessageRecord NewRecord(MessageChannel channel, IOutboundMessage message, AcceptedParts parts)
    {
        var now = time.GetUtcNow();
        return new MessageRecord
        {
            Id = parts.Id,
            Channel = channel,
            Status = MessageStatus.Sending,
            Category = message.Category,
            TemplateId = parts.Template?.Id,
            RequestedProviderId = parts.Provider?.Id,
            AllowFallback = message.Provider is null || message.AllowFallback,
            QueuedAt = now,
            QueuedOn = environment.DayOf(now),
        };
    }

    private async Task<ProviderRecord?> FindProviderAsync(
        MessageChannel channel, ProviderReference? reference, List<FieldError> errors, CancellationToken cancellationToken)
    {
        if (reference is not { } wanted)
        {
            return null;
        }

        var all = await providers.ListAsync(channel, cancellationToken).ConfigureAwait(false);
        var found = all.FirstOrDefault(record => wanted.Id is { } id ? record.Id == id : record.Name == wanted.Name);
        if (found is null)
        {
            errors.Add(new FieldError("provider_id", $"there is no {channel.InWords()} provider '{wanted}'", ErrorCode.NoProvider));
        }
        else if (!found.IsActive)
        {
            errors.Add(new FieldError("provider_id", $"the provider '{found.Name}' is not active", ErrorCode.NoProvider));
        }

        return found;
    }
}

/// <summary>What a message refers to, resolved, and the id that it gets.</summary>
internal sealed record AcceptedParts(Guid Id, ProviderRecord? Provider, MessageTemplate? Template, RenderedTemplate? Rendered);
