using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Infora.Communication.Messages;
using Infora.Communication.Suppressions;
using Microsoft.AspNetCore.DataProtection;

namespace Infora.Communication.AspNetCore.Unsubscribe;

/// <summary>
/// Writes an unsubscribe link's meaning into a token that nobody else can make or read, and that needs no store: a link must
/// work for as long as somebody keeps the mail.
/// </summary>
internal sealed class UnsubscribeTokens(IDataProtectionProvider protection)
{
    private const int LongestToken = 1_000;

    private const int PartsLength = 2 + 16;

    private readonly IDataProtector _protector = protection.CreateProtector("Infora.Communication.Unsubscribe", "v1");

    public string Write(UnsubscribeTarget target)
    {
        var recipient = Encoding.UTF8.GetBytes(target.Recipient);
        var plain = new byte[PartsLength + recipient.Length];
        plain[0] = (byte)(target.Channel is MessageChannel.Email ? 'e' : 's');
        plain[1] = (byte)(target.Category is MessageCategory.Promotional ? 'p' : 't');
        (target.MessageId ?? Guid.Empty).TryWriteBytes(plain.AsSpan(2), bigEndian: true, out _);
        recipient.CopyTo(plain, PartsLength);
        return Base64Url.EncodeToString(_protector.Protect(plain));
    }

    public bool TryRead(string token, [NotNullWhen(true)] out UnsubscribeTarget? target)
    {
        target = null;
        if (token.Length is 0 or > LongestToken || !Base64Url.IsValid(token))
        {
            return false;
        }

        try
        {
            target = Read(_protector.Unprotect(Base64Url.DecodeFromChars(token)));
            return true;
        }
        catch (CryptographicException)
        {
            // Somebody else's, cut off on its way, or of keys that are lost: there is no such link, and nothing more to say.
            return false;
        }
    }

    private static UnsubscribeTarget Read(byte[] plain)
    {
        var messageId = new Guid(plain.AsSpan(2, 16), bigEndian: true);
        return new UnsubscribeTarget(
            plain[0] is (byte)'e' ? MessageChannel.Email : MessageChannel.Sms,
            Encoding.UTF8.GetString(plain.AsSpan(PartsLength)),
            plain[1] is (byte)'p' ? MessageCategory.Promotional : MessageCategory.Transactional,
            messageId == Guid.Empty ? null : messageId);
    }
}
