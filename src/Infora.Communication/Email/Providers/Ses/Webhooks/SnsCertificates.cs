using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Infora.Communication.Providers.Http;

namespace Infora.Communication.Email.Providers.Ses.Webhooks;

/// <summary>The certificates that SNS signs with, fetched from its own servers and kept: it changes them about once a year.</summary>
internal sealed class SnsCertificates(ProviderHttpClient http, CommunicationEnvironment environment, TimeProvider time)
{
    /// <summary>There is one for each region; more would be a flood.</summary>
    private const int MostKept = 100;

    private readonly ConcurrentDictionary<Uri, X509Certificate2> _kept = new();

    /// <summary>Whether a server that stands for SNS is trusted.</summary>
    public bool TrustsFile => environment.SnsCertificateFile is not null;

    /// <returns>The certificate; null where it cannot be had now.</returns>
    /// <exception cref="CryptographicException">It is none, or its time is not now.</exception>
    public async Task<X509Certificate2?> FindAsync(Uri? address, CancellationToken cancellationToken)
    {
        if (environment.SnsCertificateFile is { } file)
        {
            return X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false));
        }

        if (address is null)
        {
            throw new CryptographicException("It names no certificate of Amazon SNS.");
        }

        if (_kept.TryGetValue(address, out var kept) && IsOfNow(kept))
        {
            return kept;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.Failure is not null || !response.IsSuccess)
        {
            return null;
        }

        var certificate = X509Certificate2.CreateFromPem(response.Text);
        if (!IsOfNow(certificate))
        {
            certificate.Dispose();
            throw new CryptographicException("The certificate is not valid at this time.");
        }

        if (_kept.Count < MostKept)
        {
            _kept[address] = certificate;
        }

        return certificate;
    }

    private bool IsOfNow(X509Certificate2 certificate)
    {
        var now = time.GetUtcNow();
        return now >= certificate.NotBefore && now <= certificate.NotAfter;
    }
}
