using System.Text.Json.Nodes;
using Infora.Communication.Messages;

namespace Infora.Communication.Campaigns;

/// <summary>One template sent to many recipients.</summary>
public sealed record Campaign
{
    /// <summary>How late a scheduled campaign may start where nothing is said.</summary>
    public static readonly TimeSpan DefaultMaxDelay = TimeSpan.FromHours(1);

    /// <summary>The id; 0 until it is stored.</summary>
    public int Id { get; init; }

    /// <summary>Email or SMS.</summary>
    public required MessageChannel Channel { get; init; }

    /// <summary>What people call it, 1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The template, in its channel.</summary>
    public required int TemplateId { get; init; }

    /// <summary>Variables shared by all recipients; a recipient's own win.</summary>
    public JsonObject Variables { get; init; } = [];

    /// <summary>The provider to use, or null for the default one and those that stand in for it.</summary>
    public int? ProviderId { get; init; }

    /// <summary>Transactional or promotional.</summary>
    public MessageCategory Category { get; init; } = MessageCategory.Promotional;

    /// <summary>Where it stands.</summary>
    public required CampaignStatus Status { get; init; }

    /// <summary>When it is to start, or null for at once.</summary>
    public DateTimeOffset? ScheduledAt { get; init; }

    /// <summary>How late a scheduled campaign may start by itself; later it is paused, for a person to decide.</summary>
    public TimeSpan MaxDelay { get; init; } = DefaultMaxDelay;

    /// <summary>How many messages a second it may send, over all processes; null for any number.</summary>
    public double? MessagesPerSecond { get; init; }

    /// <summary>What it may cost; null for any amount. It is paused before it would cost more.</summary>
    public Money? Budget { get; init; }

    /// <summary>Whether it starts although the template misses variables for some recipients, who get nothing.</summary>
    public bool AllowPartial { get; init; }

    /// <summary>The name of the host's audience that its recipients come from; null where they are given.</summary>
    public string? Audience { get; init; }

    /// <summary>Whether its audience was read to the end. True where it has none.</summary>
    public bool IsFilled { get; init; } = true;

    /// <summary>What the last estimate found; null before the first, and after recipients were added.</summary>
    public CampaignEstimate? Estimate { get; init; }

    /// <summary>Why it paused by itself, for a person to read; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>Raised by every change.</summary>
    public long Version { get; init; } = 1;

    /// <summary>When it was stored.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the last recipient got an outcome.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>
    /// A recipient's message as one of this campaign, which must be stored already: its id follows from the campaign and the
    /// address, so that a store can tell by ids alone who is a recipient already.
    /// </summary>
    /// <param name="recipient">The message, with its content.</param>
    /// <exception cref="InvalidOperationException">The campaign has no id yet.</exception>
    /// <exception cref="ArgumentException">The message has no content.</exception>
    public StoredMessage Own(StoredMessage recipient)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        if (Id is 0)
        {
            throw new InvalidOperationException("The campaign is not stored yet.");
        }

        var address = recipient.Content?.Recipient ?? throw new ArgumentException("The message has no content.", nameof(recipient));
        return recipient with { State = recipient.State with { CampaignId = Id, Id = RecipientId.Of(this, address) } };
    }
}
