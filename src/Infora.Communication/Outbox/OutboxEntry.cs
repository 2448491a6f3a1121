using Infora.Communication.Messages;

namespace Infora.Communication.Outbox;

/// <summary>One of many messages that are queued together.</summary>
/// <param name="Message">An <see cref="Email.EmailMessage"/> or an <see cref="Sms.SmsMessage"/>.</param>
/// <param name="Options">When and how it is sent; null for at once.</param>
public sealed record OutboxEntry(IOutboundMessage Message, EnqueueOptions? Options = null);
