using Infora.Communication.Messages;

namespace Infora.Communication.Campaigns;

/// <summary>
/// Recipients that the host finds itself, such as all customers with an overdue invoice. Registered under a name with
/// <see cref="CampaignRegistrationExtensions.AddCampaignAudience{TAudience}"/>; resolved from a scope of its own for each campaign,
/// so that it may use the host's context.
/// </summary>
public interface ICampaignAudience
{
    /// <summary>Reads the recipients, one after the other. A recipient that comes twice gets one message.</summary>
    /// <param name="request">What they are read for, such as the channel, which says whether addresses or phone numbers are wanted.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <remarks>It may be asked again for the same campaign, if reading it was interrupted: whoever is a recipient already is not added again.</remarks>
    IAsyncEnumerable<CampaignRecipient> ReadAsync(CampaignAudienceRequest request, CancellationToken cancellationToken);
}

/// <summary>What an audience is read for.</summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Channel">Email wants addresses, SMS phone numbers.</param>
/// <param name="Category">Promotional, or transactional.</param>
public sealed record CampaignAudienceRequest(int CampaignId, MessageChannel Channel, MessageCategory Category);
