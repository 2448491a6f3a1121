using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Sms;

namespace Infora.Communication.Providers;

/// <summary>Makes the message of a provider's test.</summary>
internal static class ProviderTestMessage
{
    private const string Text = "This is a test message. It shows that the provider is configured correctly.";

    public static MessageContent? Make(ProviderRecord provider, ProviderTest test, CommunicationOptions options, List<FieldError> errors) =>
        provider.Channel is MessageChannel.Email ? MakeEmail(provider, test, errors) : MakeSms(test, options, errors);

    private static MessageContent? MakeEmail(ProviderRecord provider, ProviderTest test, List<FieldError> errors)
    {
        var known = EmailAddresses.TryParse(test.Recipient!, out var address, out var wrong);
        if (!known)
        {
            errors.Add(new FieldError("recipient_email", wrong!, ErrorCode.InvalidRecipient));
        }

        if (test.Subject?.AsSpan().ContainsAny('\r', '\n') is true)
        {
            errors.Add(new FieldError("subject", "must be one line"));
        }

        return errors.Count > 0 ? null : new MessageContent
        {
            Recipient = address!.Address,
            RecipientName = address.Name,
            Subject = string.IsNullOrWhiteSpace(test.Subject) ? $"Test of {provider.Name}" : test.Subject,
            TextBody = string.IsNullOrWhiteSpace(test.Body) ? Text : test.Body,
        };
    }

    private static MessageContent? MakeSms(ProviderTest test, CommunicationOptions options, List<FieldError> errors)
    {
        if (!PhoneNumber.TryParse(test.Recipient, options.DefaultRegion, out var number, out var wrong))
        {
            errors.Add(new FieldError("recipient_phone", wrong, ErrorCode.InvalidRecipient));
            return null;
        }

        var body = SmsText.AsSent(test.Body ?? "", options);
        return new MessageContent { Recipient = number.E164, TextBody = string.IsNullOrWhiteSpace(body) ? Text : body };
    }
}
