using Infora.Communication.AspNetCore.Http;
using Infora.Communication.Messages;
using Infora.Communication.Sms;

namespace Infora.Communication.AspNetCore.Messages;

/// <summary>Reads which messages to list.</summary>
internal static class MessageFilter
{
    public static MessageQuery Read(QueryReader query, CommunicationEnvironment environment, string? defaultRegion)
    {
        var from = query.Moment(MessageParameters.From, environment, throughDay: false);
        var before = query.Moment(MessageParameters.To, environment, throughDay: true);
        if (from > before)
        {
            query.Errors.Add(new FieldError(MessageParameters.To.Name, "must not be before from"));
        }

        return new MessageQuery
        {
            Channel = query.Choice<MessageChannel>(MessageParameters.Channel),
            Status = query.Choice<MessageStatus>(MessageParameters.Status),
            Recipient = ReadRecipient(query.Text(MessageParameters.Recipient), defaultRegion),
            CampaignId = query.Integer(MessageParameters.CampaignId),
            ProviderId = query.Integer(MessageParameters.ProviderId),
            From = from,
            Before = before,
        };
    }

    public static string? ReadRecipient(string? text, string? defaultRegion)
    {
        // A plus sign that is not escaped arrives as a space, and a number is rarely escaped.
        var recipient = text?.Length > 1 && text[0] is ' ' && char.IsAsciiDigit(text[1]) ? '+' + text[1..] : text?.Trim();
        return recipient is not null && !recipient.Contains('@', StringComparison.Ordinal)
            && PhoneNumber.TryParse(recipient, defaultRegion, out var number, out _) ? number.E164 : recipient;
    }
}
