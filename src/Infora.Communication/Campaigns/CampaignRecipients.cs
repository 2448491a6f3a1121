using System.Diagnostics.CodeAnalysis;
using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Sms;
using Infora.Communication.Templates;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Campaigns;

/// <summary>Makes a campaign's message of each recipient, with the address normalised.</summary>
internal sealed class CampaignRecipients(CommunicationEnvironment environment, IOptionsMonitor<CommunicationOptions> options, TimeProvider time)
{
    /// <param name="campaign">The campaign.</param>
    /// <param name="shared">Its variables, which the recipient's own win over.</param>
    /// <param name="recipient">The recipient.</param>
    /// <param name="message">The message; due at once, as soon as the campaign runs.</param>
    /// <param name="wrong">What is wrong with the address.</param>
    public bool Read(
        Campaign campaign,
        TemplateVariables shared,
        CampaignRecipient recipient,
        [NotNullWhen(true)] out StoredMessage? message,
        [NotNullWhen(false)] out string? wrong)
    {
        message = null;
        if (!ReadAddress(campaign.Channel, recipient.Address, out var address, out var name, out wrong))
        {
            return false;
        }

        var now = time.GetUtcNow();
        var state = new MessageRecord
        {
            Id = Guid.CreateVersion7(now),
            Channel = campaign.Channel,
            Status = MessageStatus.Queued,
            Priority = MessagePriority.Low,
            Category = campaign.Category,
            TemplateId = campaign.TemplateId,
            RequestedProviderId = campaign.ProviderId,
            AllowFallback = campaign.ProviderId is null,
            NextAttemptAt = now,
            QueuedAt = now,
            QueuedOn = environment.DayOf(now),
        };
        message = new StoredMessage(state, new MessageContent
        {
            Recipient = address,
            RecipientName = name,
            Variables = shared.ToJson(recipient.Variables),
        });
        return true;
    }

    private bool ReadAddress(
        MessageChannel channel, string text, [NotNullWhen(true)] out string? address, out string? name, [NotNullWhen(false)] out string? wrong)
    {
        if (channel is MessageChannel.Email)
        {
            var isEmail = EmailAddresses.TryParse(text, out var email, out wrong);
            (address, name) = (email?.Address, email?.Name);
            return isEmail;
        }

        (address, name) = (null, null);
        if (!PhoneNumber.TryParse(text, options.CurrentValue.DefaultRegion, out var number, out wrong))
        {
            return false;
        }

        address = number.E164;
        return true;
    }
}
