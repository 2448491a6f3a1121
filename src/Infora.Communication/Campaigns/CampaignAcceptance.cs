using Infora.Communication.Campaigns.Upload;
using Infora.Communication.Messages;
using Infora.Communication.Providers;
using Infora.Communication.Suppressions;
using Infora.Communication.Templates;

namespace Infora.Communication.Campaigns;

/// <summary>Turns a campaign as an application gives it into one that can be stored, with a message for each recipient.</summary>
internal sealed class CampaignAcceptance(
    ProviderCatalogue providers, TemplateLookup templates, CampaignRecipients recipients, CampaignAudiences audiences, TimeProvider time)
{
    private const int MostRecipients = 10_000;
    private const int MostReported = 100;

    /// <summary>More than a process can send in a second.</summary>
    private const double FastestRate = 100_000;

    public async Task<AcceptedCampaign> AcceptAsync(CampaignDraft draft, CancellationToken cancellationToken)
    {
        var errors = new List<FieldError>();
        CheckShape(draft, errors);
        CheckLimits(draft, errors);
        var template = await templates.FindAsync(draft.Channel, draft.TemplateId, errors, cancellationToken).ConfigureAwait(false);
        if (draft.ProviderId is { } id)
        {
            await CheckProviderAsync(draft.Channel, id, errors, cancellationToken).ConfigureAwait(false);
        }

        var campaign = Campaign(draft);
        var messages = Recipients(draft, campaign, errors);
        return errors.Count > 0 || template is null
            ? new AcceptedCampaign(null, [], [.. errors.Take(MostReported)])
            : new AcceptedCampaign(campaign, messages, []);
    }

    private void CheckShape(CampaignDraft draft, List<FieldError> errors)
    {
        if (draft.Name.Trim().Length is 0 or > 100)
        {
            errors.Add(new FieldError("name", "must have 1 to 100 characters"));
        }

        if (draft.Recipients.Count > MostRecipients)
        {
            errors.Add(new FieldError("recipients", $"must be at most {MostRecipients}; create a draft and add more to it"));
        }

        if (draft.Audience is { } audience)
        {
            if (draft.Recipients.Count > 0)
            {
                errors.Add(new FieldError("recipients", "must be empty where there is an audience"));
            }

            if (audiences.Find(audience) is null)
            {
                errors.Add(new FieldError("audience", audiences.Names.Count is 0
                    ? $"there is no audience '{audience}'; the host registers them with AddCampaignAudience"
                    : $"there is no audience '{audience}'; there are {string.Join(", ", audiences.Names.Select(name => $"'{name}'"))}"));
            }
        }
        else if (draft.Recipients.Count is 0 && draft.Start)
        {
            errors.Add(new FieldError("recipients", "must name at least one recipient, or start must be false, or there must be an audience"));
        }
    }

    private static void CheckLimits(CampaignDraft draft, List<FieldError> errors)
    {
        if (draft.MessagesPerSecond is { } rate && rate is not (> 0 and <= FastestRate))
        {
            errors.Add(new FieldError("messages_per_second", $"must be above 0 and at most {FastestRate:0}"));
        }

        if (draft.Budget is { Amount: <= 0 })
        {
            errors.Add(new FieldError("budget.amount", "must be above 0"));
        }

        if (draft.MaxDelay is { } delay && delay < TimeSpan.Zero)
        {
            errors.Add(new FieldError("max_delay", "must not be negative"));
        }
    }

    private async Task CheckProviderAsync(MessageChannel channel, int id, List<FieldError> errors, CancellationToken cancellationToken)
    {
        var provider = await providers.FindAsync(channel, id, cancellationToken).ConfigureAwait(false);
        if (provider is not { IsActive: true })
        {
            errors.Add(new FieldError("provider_id", provider is null ? $"there is no {channel.InWords()} provider '{id}'" : $"the provider '{provider.Name}' is not active"));
        }
    }

    private Campaign Campaign(CampaignDraft draft) => new()
    {
        Channel = draft.Channel,
        Name = draft.Name.Trim(),
        TemplateId = draft.TemplateId,
        Variables = draft.Variables.ToJson(),
        ProviderId = draft.ProviderId,
        Category = draft.Category,
        Status = CampaignStatus.Draft,
        ScheduledAt = draft.ScheduledAt,
        MaxDelay = draft.MaxDelay ?? Campaigns.Campaign.DefaultMaxDelay,
        MessagesPerSecond = draft.MessagesPerSecond,
        Budget = draft.Budget,
        AllowPartial = draft.AllowPartial,
        Audience = draft.Audience is { } audience ? audiences.Find(audience) : null,
        IsFilled = draft.Audience is null,
        CreatedAt = time.GetUtcNow(),
    };

    private List<StoredMessage> Recipients(CampaignDraft draft, Campaign campaign, List<FieldError> errors)
    {
        var messages = new List<StoredMessage>(draft.Recipients.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var field = RecipientColumn.Of(draft.Channel);
        for (var i = 0; i < draft.Recipients.Count; i++)
        {
            if (!recipients.Read(campaign, draft.Variables, draft.Recipients[i], out var message, out var wrong))
            {
                errors.Add(new FieldError($"recipients[{i}].{field}", wrong, ErrorCode.InvalidRecipient));
            }
            else if (seen.Add(RecipientKey.Of(draft.Channel, message.Content!.Recipient)))
            {
                messages.Add(message);
            }
        }

        return messages;
    }
}

/// <summary>A campaign ready to be stored as a draft, or what is wrong with it.</summary>
internal sealed record AcceptedCampaign(Campaign? Campaign, IReadOnlyList<StoredMessage> Recipients, IReadOnlyList<FieldError> Errors);
