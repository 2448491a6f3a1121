using Infora.Communication.Campaigns;
using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Templates;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Delivery;

public sealed class BatchDeliveryTests : IAsyncDisposable
{
    private readonly BatchPlugin _plugin = new();
    private readonly ScriptedHost _host;

    public BatchDeliveryTests() => _host = new ScriptedHost(builder => builder
        .AddEmailProviderType(new EmailProviderType<ScriptedEmailOptions>("many", "Many", _ => _plugin))
        .AddEmailProvider<ScriptedEmailOptions>("many", "Many", options => options.SenderEmail = "billing@example.com"));

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task MessagesOfOneTemplate_GoInBatches_EachWithItsOwnContent()
    {
        await CampaignAsync("a@example.com", "b@example.com", "c@example.com", "d@example.com", "e@example.com");

        _plugin.Batches.Select(batch => batch.Messages.Count).Should().BeEquivalentTo([3, 2]);
        foreach (var batch in _plugin.Batches)
        {
            batch.HtmlBody!.Fixed.Should().Equal("<p>Dear ", ", KES 5 are due.</p>");
            Whole(batch.HtmlBody).Should().Equal(batch.Messages.Select(mail => mail.HtmlBody));
            Whole(batch.Subject).Should().Equal(batch.Messages.Select(mail => mail.Subject));
            Whole(batch.TextBody).Should().Equal(batch.Messages.Select(mail => mail.TextBody));
            batch.Messages.Should().OnlyContain(mail => mail.HtmlBody == $"<p>Dear {mail.To.Address}, KES 5 are due.</p>");
        }
    }

    [Fact]
    public async Task OneBadAddressInABatch_FailsAlone()
    {
        await CampaignAsync("a@example.com", "b@bad.example", "c@example.com");

        _plugin.Batches.Should().ContainSingle();
        var messages = await _host.Messages.ListAsync(new MessageQuery { Limit = 10 }, CancellationToken.None);
        messages.Should().HaveCount(3).And.OnlyContain(message => message.State.AttemptCount == 1);
        messages.Single(message => message.State.Status is MessageStatus.Failed).State.Error!.Code.Should().Be(ErrorCode.InvalidRecipient);
        messages.Count(message => message.State is { Status: MessageStatus.Sent, ProviderMessageId: "shared-id" }).Should().Be(2);
    }

    [Fact]
    public async Task TwoSpellingsOfOneAddress_AreNeverInOneRequest()
    {
        await TemplateAsync();
        await _host.Outbox.EnqueueAsync(
        [
            .. new[] { "a@bücher.example", "a@xn--bcher-kva.example", "b@example.com" }.Select(address => new OutboxEntry(EmailMessage.FromTemplate(
                "Due", new EmailAddress(address), new Dictionary<string, object?> { ["name"] = address, ["amount"] = "KES 5" }))),
        ]);
        await SendAsync();

        // Messages that are due at one moment come in any order.
        string[] spellings = ["a@bücher.example", "a@xn--bcher-kva.example"];
        var batch = _plugin.Batches.Should().ContainSingle().Subject.Messages.Select(mail => mail.To.Address).ToList();
        batch.Should().HaveCount(2).And.Contain("b@example.com");
        batch.Concat(_plugin.Singles.Select(mail => mail.To.Address)).Should().BeEquivalentTo(spellings.Append("b@example.com"));
        _plugin.Singles.Should().ContainSingle().Which.To.Address.Should().BeOneOf(spellings);
    }

    [Fact]
    public async Task MissingResults_LeaveTheWholeBatchUncertain()
    {
        _plugin.Missing = 1;

        await CampaignAsync("a@example.com", "b@example.com");

        var messages = await _host.Messages.ListAsync(new MessageQuery { Limit = 10 }, CancellationToken.None);
        messages.Should().HaveCount(2).And.OnlyContain(message => message.State.Status == MessageStatus.Uncertain);
    }

    [Fact]
    public async Task MailsThatAreNoTemplates_GoOneByOne()
    {
        await _host.Outbox.EnqueueAsync(new EmailMessage { To = "a@example.com", Subject = "A", TextBody = "a" });
        await _host.Outbox.EnqueueAsync(new EmailMessage { To = "b@example.com", Subject = "B", TextBody = "b" });
        await _host.StartAsync();
        await _host.UntilAsync(() => Task.FromResult(_plugin.Singles.Count is 2));

        _plugin.Batches.Should().BeEmpty();
    }

    private static IEnumerable<string> Whole(SharedText text) => text.Values.Select(own =>
        string.Concat(text.Fixed.Take(1).Concat(own.Zip(text.Fixed.Skip(1), (value, next) => value + next))));

    private async Task CampaignAsync(params string[] addresses)
    {
        var created = await _host.Services.GetRequiredService<ICampaigns>().CreateAsync(new CampaignDraft
        {
            Channel = MessageChannel.Email,
            Name = "Due",
            TemplateId = await TemplateAsync(),
            Variables = TemplateVariables.From(new Dictionary<string, object?> { ["amount"] = "KES 5" }),
            Recipients = [.. addresses.Select(address =>
                new CampaignRecipient(address, TemplateVariables.From(new Dictionary<string, object?> { ["name"] = address })))],
        });
        created.Outcome.Should().Be(CampaignOutcome.Done);
        await SendAsync();
    }

    private async Task<int> TemplateAsync()
    {
        var template = await _host.Templates.AddAsync(
            new MessageTemplate
            {
                Channel = MessageChannel.Email,
                Name = "Due",
                Type = TemplateType.Custom,
                Subject = "Due, {{ name }}",
                HtmlBody = "<p>Dear {{ name }}, {{ amount }} are due.</p>",
            },
            CancellationToken.None);
        return template!.Id;
    }

    private async Task SendAsync()
    {
        await _host.StartAsync();
        await _host.UntilAsync(async () => (await _host.Messages.ListAsync(new MessageQuery { Limit = 10 }, CancellationToken.None))
            .All(message => message.State.Status is not (MessageStatus.Queued or MessageStatus.Sending)));
    }
}
