using Infora.Communication.Suppressions;

namespace Infora.Communication.AspNetCore.Unsubscribe;

/// <summary>As much of a recipient as tells its owner which one it is, and nobody else.</summary>
internal static class MaskedRecipient
{
    private const string Hidden = "•••";

    public static string Of(UnsubscribeTarget target)
    {
        var recipient = target.Recipient;
        if (target.Channel is MessageChannel.Sms)
        {
            return recipient.Length > 8 ? $"{recipient[..4]}{Hidden}{recipient[^2..]}" : Hidden;
        }

        var at = recipient.LastIndexOf('@');
        return at > 0 ? string.Concat(recipient.EnumerateRunes().First().ToString(), Hidden, recipient[at..]) : Hidden;
    }
}
