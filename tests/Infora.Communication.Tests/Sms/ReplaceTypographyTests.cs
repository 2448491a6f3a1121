using Infora.Communication.Campaigns;
using Infora.Communication.Messages;
using Infora.Communication.Providers;
using Infora.Communication.Sms;
using Infora.Communication.Templates;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Sms;

/// <summary>The setting that makes typographic signs plain: what the preview shows and counts is what goes out.</summary>
public sealed class ReplaceTypographyTests
{
    private const string Phone = "+254712345678";

    // One segment in GSM-7, two in UCS-2.
    private static readonly string Typographic = "Don’t wait – pay “now”… " + new string('a', 60);
    private static readonly string Plain = "Don't wait - pay \"now\"... " + new string('a', 60);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendAsync_SendsAndCountsOneText(bool isOn)
    {
        await using var host = Host(isOn);

        var result = await host.Sms.SendAsync(new SmsMessage { To = Phone, Body = Typographic });

        AssertSent(host, isOn);
        result.Segments.Should().Be(isOn ? 1 : 2);
        var stored = await host.Messages.FindAsync(result.MessageId!.Value, CancellationToken.None);
        stored!.State.Segments.Should().Be(result.Segments);
        stored.Content!.TextBody.Should().Be(isOn ? Plain : Typographic);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PreviewAsync_ShowsAndCountsWhatIsSent(bool isOn)
    {
        await using var host = Host(isOn);
        var template = await AddTemplateAsync(host);
        var catalogue = host.Services.GetRequiredService<TemplateCatalogue>();
        var values = new { note = "“now”" };

        var preview = await catalogue.PreviewAsync(MessageChannel.Sms, template.Id, TemplateVariables.From(values));
        var sent = await host.Sms.SendAsync(SmsMessage.FromTemplate("Due", Phone, values));

        preview!.Segments!.Encoding.Should().Be(isOn ? SmsEncoding.Gsm7 : SmsEncoding.Ucs2);
        preview.Segments.ForcedUcs2By.Should().Be(isOn ? null : "’");
        AssertSent(host, isOn);
        host.Providers.Texts.Single().Sms.Body.Should().Be(preview.TextBody);
        sent.Segments.Should().Be(preview.Segments.Segments);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ACampaign_SendsWhatThePreviewShows(bool isOn)
    {
        await using var host = Host(isOn);
        await host.StartAsync();
        var template = await AddTemplateAsync(host);

        var created = await host.Services.GetRequiredService<ICampaigns>().CreateAsync(new CampaignDraft
        {
            Channel = MessageChannel.Sms,
            Name = "January",
            TemplateId = template.Id,
            Variables = TemplateVariables.From(new { note = "“now”" }),
            Recipients = [new CampaignRecipient(Phone, TemplateVariables.Empty)],
        });

        created.Outcome.Should().Be(CampaignOutcome.Done);
        await host.UntilAsync(async () =>
            (await host.Services.GetRequiredService<ICampaigns>().FindAsync(MessageChannel.Sms, created.Campaign!.Id))!.Campaign.Status is CampaignStatus.Completed);
        AssertSent(host, isOn);
        var messages = await host.Messages.ListAsync(new MessageQuery { CampaignId = created.Campaign!.Id }, CancellationToken.None);
        messages.Single().State.Segments.Should().Be(isOn ? 1 : 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TestAsync_SendsWhatAMessageWouldBe(bool isOn)
    {
        await using var host = Host(isOn);
        var provider = (await host.Catalogue.ListAsync(MessageChannel.Sms)).Single();

        var result = await host.Services.GetRequiredService<ProviderTester>()
            .TestAsync(MessageChannel.Sms, provider.Id, new ProviderTest { Recipient = Phone, Body = Typographic });

        result!.Success.Should().BeTrue();
        AssertSent(host, isOn);
    }

    [Fact]
    public async Task SendAsync_RefusesAText_WhenOnlyInvisibleSignsAreInIt()
    {
        await using var host = Host(isOn: true);

        var result = await host.Sms.SendAsync(new SmsMessage { To = Phone, Body = "\u200B\u200B" });

        result.FieldErrors.Should().ContainSingle().Which.Field.Should().Be("body");
        host.Providers.Texts.Should().BeEmpty();
    }

    [Fact]
    public async Task SendAsync_LeavesEmailAlone_WhenItIsOn()
    {
        await using var host = Host(isOn: true);

        await host.Email.SendAsync(new() { To = "ann@example.com", Subject = "Don’t wait", TextBody = "“now”" });

        var mail = host.Providers.Emails.Single().Email;
        (mail.Subject, mail.TextBody).Should().Be(("Don’t wait", "“now”"));
    }

    [Fact]
    public void ReplaceTypography_IsOffByDefault() => new CommunicationOptions().ReplaceTypography.Should().BeFalse();

    private static void AssertSent(ScriptedHost host, bool isOn)
    {
        var sent = host.Providers.Texts.Should().ContainSingle().Subject.Sms;
        sent.Body.Should().Be(isOn ? Plain : Typographic);
        sent.Segments.Should().Be(SmsSegments.Count(sent.Body));
        sent.Segments.Encoding.Should().Be(isOn ? SmsEncoding.Gsm7 : SmsEncoding.Ucs2);
    }

    private static ScriptedHost Host(bool isOn) => new(
        builder => builder.AddScriptedSms("First").AddScriptedEmail("Mail"),
        new Dictionary<string, string?>
        {
            ["Communication:ReplaceTypography"] = isOn.ToString(),

            // The clock runs ahead while a campaign is waited for; no send may time out by that.
            ["Communication:ProviderTimeout"] = "1.00:00:00",
            ["Communication:Dispatcher:Lease"] = "1.00:00:00",
        });

    private static async Task<MessageTemplate> AddTemplateAsync(ScriptedHost host) => (await host.Templates.AddAsync(
        new MessageTemplate
        {
            Channel = MessageChannel.Sms,
            Name = "Due",
            Type = TemplateType.Custom,
            TextBody = "Don’t wait – pay {{ note }}… " + new string('a', 60),
        },
        CancellationToken.None))!;
}
