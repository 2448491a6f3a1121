using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Infora.Communication.Suppressions;

namespace Infora.Communication.Campaigns;

/// <summary>
/// The id of a recipient's message: a UUIDv7 (RFC 9562) of the campaign's time whose random part is drawn from the campaign
/// and the address. Of 74 bits: in a campaign of a million two addresses
/// meet with a probability of 3 in 10^11.
/// </summary>
internal static class RecipientId
{
    public static Guid Of(Campaign campaign, string address)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{campaign.Id}\n{RecipientKey.Of(campaign.Channel, address)}"), hash);
        var bytes = hash[..16];
        Span<byte> time = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(time, campaign.CreatedAt.ToUnixTimeMilliseconds());
        time[2..].CopyTo(bytes);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}
