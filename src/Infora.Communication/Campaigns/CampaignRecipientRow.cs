namespace Infora.Communication.Campaigns;

/// <summary>One row of recipients that are read from somewhere: a recipient, or what is wrong with the row.</summary>
/// <param name="Line">The line of the source, from 1.</param>
/// <param name="Recipient">The recipient; null for a row that cannot be read.</param>
/// <param name="Wrong">What is wrong with the row, naming its cell; null for one that can be read.</param>
public sealed record CampaignRecipientRow(long Line, CampaignRecipient? Recipient, string? Wrong = null);

/// <summary>What came of adding recipients to a campaign.</summary>
public sealed record CampaignFill
{
    /// <summary>What happened. Where it is not <see cref="CampaignOutcome.Done"/>, recipients that were counted until then stay.</summary>
    public required CampaignOutcome Outcome { get; init; }

    /// <summary>Why recipients cannot be added now; null where they can.</summary>
    public string? Reason { get; init; }

    /// <summary>How many were added.</summary>
    public long Added { get; init; }

    /// <summary>How many were recipients already.</summary>
    public long Duplicates { get; init; }

    /// <summary>How many rows are no recipients.</summary>
    public long InvalidCount { get; init; }

    /// <summary>The first hundred of them.</summary>
    public IReadOnlyList<InvalidRecipient> Invalid { get; init; } = [];
}

/// <summary>A row that is no recipient.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record InvalidRecipient(long Line, string Reason);
