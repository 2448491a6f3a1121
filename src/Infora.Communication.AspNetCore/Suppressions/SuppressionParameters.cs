using Infora.Communication.AspNetCore.Http;
using Infora.Communication.Messages;
using Infora.Communication.Suppressions;

namespace Infora.Communication.AspNetCore.Suppressions;

/// <summary>The query parameters of suppressions.</summary>
internal static class SuppressionParameters
{
    public static readonly QueryParameter Channel = QueryParameter.Choice<MessageChannel>("channel", "Only this channel.");

    public static readonly QueryParameter Recipient =
        new("recipient", "Only this recipient: an email address without regard to case, or a phone number.");

    public static readonly QueryParameter Category =
        QueryParameter.Choice<MessageCategory>("category", "Only those that name this category; one that stops all messages names none.");

    public static readonly QueryParameter Reason = QueryParameter.Choice<SuppressionReason>("reason", "Only this reason.");
}
