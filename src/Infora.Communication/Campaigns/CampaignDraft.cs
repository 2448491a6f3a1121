using Infora.Communication.Messages;
using Infora.Communication.Templates;

namespace Infora.Communication.Campaigns;

/// <summary>A campaign to be created.</summary>
public sealed record CampaignDraft
{
    /// <summary>Email or SMS.</summary>
    public required MessageChannel Channel { get; init; }

    /// <summary>What people call it, 1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The template, in its channel.</summary>
    public required int TemplateId { get; init; }

    /// <summary>Variables shared by all recipients; a recipient's own win.</summary>
    public TemplateVariables Variables { get; init; } = TemplateVariables.Empty;

    /// <summary>Who gets it: 1 to 10,000, none for a draft or with an audience.</summary>
    public IReadOnlyList<CampaignRecipient> Recipients { get; init; } = [];

    /// <summary>The name of an audience of the host (<see cref="ICampaignAudience"/>) that gets it, instead of recipients.</summary>
    public string? Audience { get; init; }

    /// <summary>The provider to use, or null for the default one and those that stand in for it.</summary>
    public int? ProviderId { get; init; }

    /// <summary>Transactional or promotional (the default).</summary>
    public MessageCategory Category { get; init; } = MessageCategory.Promotional;

    /// <summary>When it is to start; null for at once.</summary>
    public DateTimeOffset? ScheduledAt { get; init; }

    /// <summary>How late it may start by itself after <see cref="ScheduledAt"/>; null for an hour.</summary>
    public TimeSpan? MaxDelay { get; init; }

    /// <summary>How many messages a second it may send, over all processes: above 0; null for any number.</summary>
    public double? MessagesPerSecond { get; init; }

    /// <summary>What it may cost, in the currency of the providers' costs: above 0; null for any amount.</summary>
    public Money? Budget { get; init; }

    /// <summary>Starts although the template misses variables for some recipients, who get nothing.</summary>
    public bool AllowPartial { get; init; }

    /// <summary>False leaves a draft.</summary>
    public bool Start { get; init; } = true;
}

/// <summary>One recipient of a campaign.</summary>
/// <param name="Address">The email address or the phone number.</param>
/// <param name="Variables">The recipient's own variables.</param>
public sealed record CampaignRecipient(string Address, TemplateVariables Variables);
