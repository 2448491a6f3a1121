using System.Text;
using Infora.Communication.Email;
using Infora.Communication.Email.Providers.Pickup;
using Infora.Communication.Email.Providers.Smtp;
using Infora.Communication.Messages;
using Infora.Communication.Suppressions;
using Infora.Communication.Tests.Scripted;
using Infora.Communication.TestSupport.Smtp;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Infora.Communication.Tests.Suppressions;

/// <summary>The header fields as they arrive, to the byte.</summary>
public sealed class ListUnsubscribeHeaderTests : IDisposable
{
    /// <summary>As long as the links of the ASP.NET Core add-on are.</summary>
    private static readonly string Link = $"https://communication.example.com/api/communication/unsubscribe/{new string('A', 64)}_{new string('z', 64)}-{new string('9', 80)}";

    private readonly string _folder = Directory.CreateTempSubdirectory("pickup").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task AFileOfThePickupProvider_HasThemOnce_AndUnbroken()
    {
        await using var host = new ScriptedHost(builder => Add(builder).AddPickupEmail("Pickup", options =>
        {
            options.Directory = _folder;
            options.SenderEmail = "billing@example.com";
        }));

        await SendAsync(host);

        Check(await File.ReadAllBytesAsync(Directory.GetFiles(_folder).Should().ContainSingle().Subject));
    }

    [Fact]
    public async Task AMailOverSmtp_HasThemOnce_AndUnbroken()
    {
        await using var server = ScriptedSmtpServer.Start();
        await using var host = new ScriptedHost(
            builder => Add(builder).AddSmtp("Smtp", options =>
            {
                options.Host = "localhost";
                options.Port = server.Port;
                options.SenderEmail = "billing@example.com";
            }),
            new Dictionary<string, string?> { ["Communication:AllowLoopbackProviders"] = "true" });

        await SendAsync(host);

        Check(server.Messages.Should().ContainSingle().Subject.Raw);
    }

    private static CommunicationBuilder Add(CommunicationBuilder builder)
    {
        builder.Services.AddSingleton<IUnsubscribeLinks>(new Links());
        return builder;
    }

    private static async Task SendAsync(ScriptedHost host)
    {
        var result = await host.Email.SendAsync(new EmailMessage
        {
            To = "ann@example.com",
            Subject = "Offer",
            HtmlBody = "<p>Half price.</p>",
            Category = MessageCategory.Promotional,
        });
        result.Status.Should().Be(SendStatus.Sent, result.Error?.Message);
    }

    private static void Check(byte[] raw)
    {
        using var stream = new MemoryStream(raw);
        var parsed = MimeMessage.Load(stream);
        parsed.Headers.Where(header => header.Field.StartsWith("List-", StringComparison.OrdinalIgnoreCase)).Select(header => (header.Field, header.Value))
            .Should().BeEquivalentTo([("List-Unsubscribe", $"<{Link}>"), ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")]);

        // A link that is divided by a line break is no link to many programs, and a fold inside has broken signatures.
        var text = Encoding.ASCII.GetString(raw).ReplaceLineEndings("\n");
        text.Should().Contain($"\nList-Unsubscribe: <{Link}>\n").And.Contain("\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\n");
        text.Split('\n').Should().OnlyContain(line => line.Length <= 998);
    }

    private sealed class Links : IUnsubscribeLinks
    {
        public Uri Create(UnsubscribeTarget target) => new(Link);
    }
}
