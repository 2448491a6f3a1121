using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Infora.Communication.Reports;

namespace Infora.Communication.Email.Providers.Ses.Webhooks;

/// <summary>Verifies what SNS signs (https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html): everything, always.</summary>
internal sealed class SnsSignature(SnsCertificates certificates)
{
    /// <summary>SNS tries again for an hour at most.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(1) + TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LargestLead = TimeSpan.FromMinutes(5);

    /// <returns>Why an envelope is not taken; null where it is genuine.</returns>
    public async Task<WebhookReading?> RefuseAsync(SnsEnvelope envelope, WebhookRequest request, CancellationToken cancellationToken)
    {
        if (!envelope.AgreesWith(request))
        {
            return WebhookReading.Refused("Its headers and its body do not name the same message.");
        }

        if (HashOf(envelope["SignatureVersion"]) is not { } hash || envelope["Signature"] is not { Length: > 0 } text)
        {
            return WebhookReading.Refused("It carries no signature of version 1 or 2.");
        }

        if (ReportTime.Find(envelope["Timestamp"]) is not { } at || at < request.ReceivedAt - Oldest || at > request.ReceivedAt + LargestLead)
        {
            return WebhookReading.Refused("Its timestamp is no time, or too far from now.");
        }

        var address = SnsAddress.Read(envelope["SigningCertURL"], envelope.Topic);
        if (!certificates.TrustsFile && address?.AbsolutePath.EndsWith(".pem", StringComparison.Ordinal) is not true)
        {
            return WebhookReading.Refused("Its certificate is not one of Amazon SNS in the region of its topic.");
        }

        return await VerifyAsync(envelope, text, hash, address, cancellationToken).ConfigureAwait(false);
    }

    private async Task<WebhookReading?> VerifyAsync(
        SnsEnvelope envelope, string text, HashAlgorithmName hash, Uri? address, CancellationToken cancellationToken)
    {
        var signature = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, signature, out var length))
        {
            return WebhookReading.Refused("Its signature is not base64.");
        }

        try
        {
            if (await certificates.FindAsync(address, cancellationToken).ConfigureAwait(false) is not { } certificate)
            {
                return WebhookReading.Unavailable("The certificate of Amazon SNS could not be fetched.");
            }

            using var key = certificate.GetRSAPublicKey();
            return key?.VerifyData(envelope.Signed(), signature.AsSpan(0, length), hash, RSASignaturePadding.Pkcs1) is true
                ? null
                : WebhookReading.Refused("Its signature is wrong.");
        }
        catch (CryptographicException exception)
        {
            return WebhookReading.Refused($"Its certificate cannot be used: {exception.Message}");
        }
        catch (IOException)
        {
            return WebhookReading.Unavailable("The file of Communication:Sns:CertificateFile could not be read.");
        }
    }

    private static HashAlgorithmName? HashOf(string? version) => version switch
    {
        "1" => HashAlgorithmName.SHA1,
        "2" => HashAlgorithmName.SHA256,
        _ => null,
    };
}
