using System.Text.Json.Nodes;
using Infora.Communication.Email;
using Infora.Communication.Email.Providers.Ses;
using Infora.Communication.Providers;
using Infora.Communication.Tests.Providers.Http;
using MimeKit;

namespace Infora.Communication.Tests.Email.Providers.Ses;

/// <summary>An SES provider and the server that it talks to.</summary>
internal sealed class SesHost : IDisposable
{
    public const string KeyId = "AKIDEXAMPLE";
    public const string Secret = "s3cr3t/KEY+of+AWS";
    public const string Accepted = """{"MessageId":"0102018fake-11112222-000000"}""";

    public static OutgoingEmail Mail { get; } = new()
    {
        Id = Guid.Parse("0198a0c0-0000-7000-8000-000000000001"),
        From = new EmailAddress("billing@example.com", "Example ISP"),
        To = new EmailAddress("ann@example.net", "Ann"),
        Subject = "Your invoice",
        TextBody = "Amount due: 500",
    };

    public VendorServer Server { get; } = new();

    public ProviderHttpHost Http { get; } = new();

    /// <summary>The JSON that was sent.</summary>
    public JsonObject Body => JsonNode.Parse(Server.Request.Body!)!.AsObject();

    /// <summary>The message in it, as bytes and read.</summary>
    public byte[] RawMessage => Convert.FromBase64String(Body["Content"]!["Raw"]!["Data"]!.GetValue<string>());

    public MimeMessage Mime => MimeMessage.Load(new MemoryStream(RawMessage));

    public Task<ProviderResult> SendAsync(OutgoingEmail? mail = null, Action<SesOptions>? configure = null) =>
        Provider(configure).SendAsync(mail ?? Mail, default);

    public Task<ProviderCheck> CheckAsync(Action<SesOptions>? configure = null) => Provider(configure).CheckAsync(default);

    public void Dispose()
    {
        Server.Dispose();
        Http.Dispose();
    }

    private IEmailProvider Provider(Action<SesOptions>? configure)
    {
        var options = new SesOptions
        {
            AccessKeyId = KeyId,
            SecretAccessKey = Secret,
            Region = "eu-west-1",
            SenderEmail = "billing@example.com",
            BaseUrl = Server.Root,
        };
        configure?.Invoke(options);
        return new SesProvider(options, Http.Client, Http.Time, Http.Certificates);
    }
}
