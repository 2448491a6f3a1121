using System.Security.Cryptography;
using System.Text.Json;
using Infora.Communication.Email;
using Infora.Communication.Sms;

namespace Infora.Communication.Outbox;

/// <summary>A hash of everything that a request to queue a message says, to tell a repetition from a misused key.</summary>
internal static class RequestFingerprint
{
    public static string Of(OutboxEntry entry)
    {
        var options = entry.Options ?? new EnqueueOptions();
        return entry.Message is EmailMessage mail ? Of(mail, options) : Of((SmsMessage)entry.Message, options);
    }

    private static string Of(EmailMessage message, EnqueueOptions options) => Hash(new
    {
        Request = message with { Variables = Templates.TemplateVariables.Empty, Attachments = [] },
        Variables = message.Variables.ToJson(),
        Attachments = message.Attachments.Select(file => new { file.FileName, file.ContentType, file.ContentId, Hash = HashBytes(file.Content.Span) }),
        Options = options,
    });

    private static string Of(SmsMessage message, EnqueueOptions options) => Hash(new
    {
        Request = message with { Variables = Templates.TemplateVariables.Empty },
        Variables = message.Variables.ToJson(),
        Options = options,
    });

    private static string Hash<T>(T request) => HashBytes(JsonSerializer.SerializeToUtf8Bytes(request));

    private static string HashBytes(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
