using Infora.Communication.Messages;
using Infora.Communication.Templates;

namespace Infora.Communication.Suppressions;

/// <summary>What mail that advertises carries, so that its recipient finds the way out: header fields (RFC 2369, RFC 8058) and a variable.</summary>
internal sealed class PromotionalMail(UnsubscribeLinkSource links)
{
    public const string UnsubscribeUrl = "unsubscribe_url";

    public const string ListUnsubscribe = "List-Unsubscribe";

    public const string ListUnsubscribePost = "List-Unsubscribe-Post";

    /// <summary>What the variable's absence is mended by.</summary>
    public const string Mend = "it is filled in for promotional mail where Communication:PublicUrl is set and MapInforaCommunication() serves the page";

    /// <summary>Adds the header fields, unless the host has set its own.</summary>
    public MessageContent WithHeaders(MessageRecord state, MessageContent content)
    {
        if (content.Headers.Keys.Any(IsOfUnsubscribing) || Find(state.Channel, state.Category, content.Recipient, state.Id) is not { } url)
        {
            return content;
        }

        var headers = new Dictionary<string, string>(content.Headers)
        {
            [ListUnsubscribe] = $"<{url.AbsoluteUri}>",
            [ListUnsubscribePost] = "List-Unsubscribe=One-Click",
        };
        return content with { Headers = headers };
    }

    /// <summary>Adds the link, unless the variables have one.</summary>
    public TemplateVariables WithLink(
        MessageChannel channel, MessageCategory category, string recipient, Guid messageId, TemplateVariables variables)
    {
        return variables.Names.Contains(UnsubscribeUrl) || Find(channel, category, recipient, messageId) is not { } url
            ? variables
            : TemplateVariables.From(new Dictionary<string, object?> { [UnsubscribeUrl] = url.AbsoluteUri }).Merge(variables);
    }

    public static bool IsOfUnsubscribing(string header) =>
        header.Equals(ListUnsubscribe, StringComparison.OrdinalIgnoreCase) || header.Equals(ListUnsubscribePost, StringComparison.OrdinalIgnoreCase);

    private Uri? Find(MessageChannel channel, MessageCategory category, string recipient, Guid messageId) =>
        channel is MessageChannel.Email && category is MessageCategory.Promotional
            ? links.Find(new UnsubscribeTarget(channel, RecipientKey.Of(channel, recipient), category, messageId))
            : null;
}
