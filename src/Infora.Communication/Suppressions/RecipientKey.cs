using System.Diagnostics.CodeAnalysis;
using Infora.Communication.Email;
using Infora.Communication.Sms;

namespace Infora.Communication.Suppressions;

/// <summary>A recipient as suppressions have it, so that every spelling of an address or a number is one.</summary>
internal static class RecipientKey
{
    /// <summary>Of a recipient that was accepted before.</summary>
    public static string Of(MessageChannel channel, string recipient) =>
        channel is MessageChannel.Sms ? recipient
        : PlainEmailAddress.Is(recipient) ? recipient.ToLowerInvariant()
        : MimeComposer.Mailbox(new EmailAddress(recipient)).GetAddress(idnEncode: true).ToLowerInvariant();

    /// <summary>Of what a person wrote.</summary>
    public static bool TryRead(
        MessageChannel channel, string? text, string? defaultRegion, [NotNullWhen(true)] out string? key, [NotNullWhen(false)] out string? error)
    {
        if (channel is MessageChannel.Sms)
        {
            // Every number can be declined, also one that could not be given an SMS.
            key = PhoneNumber.TryParse(text, defaultRegion, allowNonMobile: true, out var number, out error) ? number.E164 : null;
        }
        else
        {
            key = EmailAddresses.TryParse(text, out var address, out error) ? Of(channel, address.Address) : null;
        }

        return key is not null;
    }
}
