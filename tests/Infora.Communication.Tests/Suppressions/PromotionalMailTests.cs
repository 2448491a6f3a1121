using Infora.Communication.Campaigns;
using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Suppressions;
using Infora.Communication.Templates;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Suppressions;

public sealed class PromotionalMailTests
{
    private static readonly EmailMessage Offer =
        new() { To = "Ann@Example.com", Subject = "Offer", TextBody = "Half price.", Category = MessageCategory.Promotional };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PromotionalMail_CarriesItsLink(bool queued)
    {
        await using var host = Host();

        var sent = await SendAsync(host, Offer, queued);

        sent.Headers.Should().Equal(new Dictionary<string, string>
        {
            ["List-Unsubscribe"] = $"<https://example.com/u/ann@example.com/promotional/{sent.Id}>",
            ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click",
        });
    }

    [Fact]
    public async Task OtherMail_CarriesNone()
    {
        await using var host = Host();

        (await SendAsync(host, Offer with { Category = MessageCategory.Transactional }, queued: false)).Headers.Should().BeEmpty();
    }

    [Fact]
    public async Task PromotionalMail_CarriesNone_WhereNoLinkIsKnown()
    {
        await using var without = new ScriptedHost(builder => builder.AddScriptedEmail("Mail"));
        await using var unknown = Host(new Links(Known: false));

        (await SendAsync(without, Offer, queued: false)).Headers.Should().BeEmpty();
        (await SendAsync(unknown, Offer, queued: false)).Headers.Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task MappedEndpoints_OfferTheirLinks_AfterWhatTheHostRegistered(bool isRegistered)
    {
        await using var host = isRegistered ? Host() : new ScriptedHost(builder => builder.AddScriptedEmail("Mail"));
        var source = host.Services.GetRequiredService<UnsubscribeLinkSource>();

        source.Offer(new Links(Host: "mapped.example"));
        source.Offer(new Links(Host: "mapped-again.example"));

        (await SendAsync(host, Offer, queued: false)).Headers["List-Unsubscribe"]
            .Should().StartWith(isRegistered ? "<https://example.com/" : "<https://mapped.example/");
    }

    [Theory]
    [InlineData("List-Unsubscribe")]
    [InlineData("list-unsubscribe")]
    [InlineData("List-Unsubscribe-Post")]
    public async Task PromotionalMail_KeepsTheHostsOwnHeader(string name)
    {
        await using var host = Host();
        var headers = new Dictionary<string, string> { [name] = "<mailto:out@example.com>" };

        (await SendAsync(host, Offer with { Headers = headers }, queued: false)).Headers.Should().Equal(headers);
    }

    [Fact]
    public async Task PromotionalMail_KeepsTheHostsOtherHeaders()
    {
        await using var host = Host();

        var sent = await SendAsync(host, Offer with { Headers = new Dictionary<string, string> { ["X-Offer"] = "7" } }, queued: false);

        sent.Headers.Keys.Should().Equal("X-Offer", "List-Unsubscribe", "List-Unsubscribe-Post");
    }

    [Fact]
    public async Task Templates_GetTheLinkAsAVariable_ThatTheCallerCanReplace()
    {
        await using var host = Host();
        await AddTemplateAsync(host);
        var message = EmailMessage.FromTemplate("Offer", "ann@example.com") with { Category = MessageCategory.Promotional };

        var own = await SendAsync(host, message with { Variables = TemplateVariables.From(new { unsubscribe_url = "https://own.example" }) }, queued: false);
        var sent = await SendAsync(host, message, queued: false);

        own.TextBody.Should().Be("Out: https://own.example");
        sent.TextBody.Should().Be($"Out: https://example.com/u/ann@example.com/promotional/{sent.Id}");
    }

    [Fact]
    public async Task Templates_SayHowTheMissingLinkIsMended()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("Mail"));
        await AddTemplateAsync(host);

        var result = await host.Email.SendAsync(EmailMessage.FromTemplate("Offer", "ann@example.com") with { Category = MessageCategory.Promotional });

        result.FieldErrors.Should().ContainSingle().Which.Should().Match<FieldError>(error =>
            error.Field == "variables.unsubscribe_url" && error.Message.Contains("Communication:PublicUrl"));
    }

    [Fact]
    public async Task Templates_GetNoLink_ForOtherMail()
    {
        await using var host = Host();
        await AddTemplateAsync(host);

        var result = await host.Email.SendAsync(EmailMessage.FromTemplate("Offer", "ann@example.com"));

        result.FieldErrors.Should().ContainSingle().Which.Field.Should().Be("variables.unsubscribe_url");
    }

    [Fact]
    public async Task Previews_ShowASampleLink()
    {
        await using var host = Host();
        var template = await AddTemplateAsync(host);
        var catalogue = host.Services.GetRequiredService<TemplateCatalogue>();

        var preview = await catalogue.PreviewAsync(MessageChannel.Email, template.Id, TemplateVariables.Empty);

        preview!.TextBody.Should().Be("Out: https://example.com/unsubscribe");
    }

    [Fact]
    public async Task MailsOfABatch_CarryEachTheirOwnLink()
    {
        var plugin = new BatchPlugin();
        await using var host = new ScriptedHost(builder =>
        {
            builder.Services.AddSingleton<IUnsubscribeLinks>(new Links());
            builder.AddEmailProviderType(new EmailProviderType<ScriptedEmailOptions>("many", "Many", _ => plugin))
                .AddEmailProvider<ScriptedEmailOptions>("many", "Many", options => options.SenderEmail = "billing@example.com");
        });
        var template = await host.Templates.AddAsync(
            new MessageTemplate { Channel = MessageChannel.Email, Name = "News", Type = TemplateType.Custom, Subject = "News", TextBody = "Dear {{ name }}" },
            CancellationToken.None);
        await host.Services.GetRequiredService<ICampaigns>().CreateAsync(new CampaignDraft
        {
            Channel = MessageChannel.Email,
            Name = "News",
            TemplateId = template!.Id,
            Category = MessageCategory.Promotional,
            Recipients = [.. new[] { "a@example.com", "b@example.com", "c@example.com" }.Select(address =>
                new CampaignRecipient(address, TemplateVariables.From(new { name = address })))],
        });
        var list = host.Services.GetRequiredService<SuppressionList>();
        await list.AddAsync(new SuppressionDraft { Channel = MessageChannel.Email, Recipient = "b@example.com", Category = MessageCategory.Promotional });

        await host.StartAsync();
        await host.UntilAsync(async () => (await host.Messages.ListAsync(new MessageQuery { Limit = 10 }, CancellationToken.None))
            .All(message => message.State.Status is MessageStatus.Sent or MessageStatus.Suppressed));

        var batch = plugin.Batches.Should().ContainSingle().Subject;
        batch.Messages.Select(mail => mail.To.Address).Should().BeEquivalentTo("a@example.com", "c@example.com");
        batch.Messages.Should().OnlyContain(mail =>
            mail.Headers["List-Unsubscribe"] == $"<https://example.com/u/{mail.To.Address}/promotional/{mail.Id}>"
            && mail.Headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click");
    }

    private static ScriptedHost Host(Links? links = null) => new(builder =>
    {
        builder.Services.AddSingleton<IUnsubscribeLinks>(links ?? new Links());
        builder.AddScriptedEmail("Mail");
    });

    private static async Task<OutgoingEmail> SendAsync(ScriptedHost host, EmailMessage message, bool queued)
    {
        if (queued)
        {
            var id = (await host.Outbox.EnqueueAsync(message)).Message!.State.Id;
            await host.StartAsync();
            await host.UntilAsync(id, MessageStatus.Sent);
        }
        else
        {
            (await host.Email.SendAsync(message)).Status.Should().Be(SendStatus.Sent);
        }

        return host.Providers.Emails.Last().Email;
    }

    private static async Task<MessageTemplate> AddTemplateAsync(ScriptedHost host) => (await host.Templates.AddAsync(
        new MessageTemplate { Channel = MessageChannel.Email, Name = "Offer", Type = TemplateType.Custom, Subject = "Offer", TextBody = "Out: {{ unsubscribe_url }}" },
        CancellationToken.None))!;

    private sealed record Links(bool Known = true, string Host = "example.com") : IUnsubscribeLinks
    {
        public Uri? Create(UnsubscribeTarget target) =>
            Known ? new Uri($"https://{Host}/u/{target.Recipient}/{SnakeCase.Name(target.Category)}/{target.MessageId}") : null;
    }
}
