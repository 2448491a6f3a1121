using System.Text;

namespace Infora.Communication.Providers.Http;

/// <summary>A user name and a password as the header Authorization carries them (RFC 7617).</summary>
internal static class BasicCredentials
{
    public static string Of(string user, string password) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}";
}
