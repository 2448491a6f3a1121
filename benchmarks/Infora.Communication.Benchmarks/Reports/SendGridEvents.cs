using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Infora.Communication.Benchmarks.Reports;

/// <summary>Events as SendGrid sends and signs them.</summary>
internal sealed class SendGridEvents : IDisposable
{
    public const string ApplicationKey = "benchmark-key-0123456789abcdef0123456789abcdef";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>What the sample has to know.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["BillingApp__ApiKey"] = ApplicationKey,
        ["Communication__SafeRecipients__0"] = "*",
        ["Communication__EmailProviders__SendGrid__Service"] = "sendgrid",
        ["Communication__EmailProviders__SendGrid__ApiKey"] = "SG.benchmark",
        ["Communication__EmailProviders__SendGrid__SenderEmail"] = BenchmarkMail.Sender,
        ["Communication__EmailProviders__SendGrid__WebhookSecret"] = Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo()),
    };

    /// <summary>A body, without its signature.</summary>
    /// <param name="events">The numbers of the messages and what happened to them.</param>
    public static byte[] Write(IEnumerable<(int Message, string Kind)> events)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var items = events.Select(one => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"email":"{{BenchmarkMail.Recipient}}","timestamp":{{now}},"event":"{{one.Kind}}","sg_event_id":"{{one.Kind}}-{{one.Message}}","sg_message_id":"benchmark.recvd-1-1.0","comm_id":"01900000-0000-7000-8000-{{one.Message:x12}}"}"""));
        return Encoding.UTF8.GetBytes($"[{string.Join(",\r\n", items)}]\r\n");
    }

    public HttpRequestMessage Sign(Uri address, byte[] body)
    {
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = _key.SignData([.. Encoding.ASCII.GetBytes(timestamp), .. body], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.TryAddWithoutValidation("X-Twilio-Email-Event-Webhook-Signature", Convert.ToBase64String(signature));
        request.Headers.TryAddWithoutValidation("X-Twilio-Email-Event-Webhook-Timestamp", timestamp);
        return request;
    }

    public void Dispose() => _key.Dispose();
}
