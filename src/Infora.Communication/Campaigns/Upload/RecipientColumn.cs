namespace Infora.Communication.Campaigns.Upload;

/// <summary>Where a recipient's address stands.</summary>
internal static class RecipientColumn
{
    public static string Of(MessageChannel channel) => channel is MessageChannel.Email ? "email" : "phone";
}
