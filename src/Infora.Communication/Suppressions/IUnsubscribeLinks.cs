namespace Infora.Communication.Suppressions;

/// <summary>
/// Makes the links by which recipients decline promotional mail. The ASP.NET Core add-on has one, with its page; a host
/// with a page of its own registers another. It is used by many threads at once.
/// </summary>
public interface IUnsubscribeLinks
{
    /// <summary>
    /// The address of a page that asks whether the recipient wants to unsubscribe, and that unsubscribes on a POST of
    /// <c>List-Unsubscribe=One-Click</c> (RFC 8058).
    /// </summary>
    /// <returns>Absolute, at most 900 characters; null where none can be known, such as without <c>Communication:PublicUrl</c>.</returns>
    Uri? Create(UnsubscribeTarget target);
}
