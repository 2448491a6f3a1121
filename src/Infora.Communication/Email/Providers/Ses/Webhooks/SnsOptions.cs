namespace Infora.Communication.Email.Providers.Ses.Webhooks;

/// <summary>How notifications of Amazon SNS are verified.</summary>
public sealed class SnsOptions
{
    /// <summary>
    /// A PEM file with the certificate that notifications are signed with, trusted in place of the one that they name. Honoured in
    /// Development only, to try events out with a server that stands for SNS.
    /// </summary>
    public string? CertificateFile { get; set; }
}
