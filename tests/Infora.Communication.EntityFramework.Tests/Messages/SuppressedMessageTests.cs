using Infora.Communication.Email;
using Infora.Communication.EntityFramework.Tests.Databases;
using Infora.Communication.EntityFramework.Tests.Hosts;
using Infora.Communication.EntityFramework.Tests.Stores;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Suppressions;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.EntityFramework.Tests.Messages;

/// <summary>What the databases hold of messages that are not sent.</summary>
public sealed class SuppressedMessageTests
{
    private static readonly EmailMessage Mail = new() { To = "ann@example.com", Subject = "Hello", TextBody = "How are you?" };

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task ASuppressionStops_WhatIsQueuedAlready_AndWhatComes(string kind)
    {
        var folder = Directory.CreateTempSubdirectory("pickup");
        using var database = await TestDatabase.CreateAsync(kind);
        var services = EntityFrameworkHost.NewServices(TimeProvider.System);
        services.AddInforaCommunication(options => options.SafeRecipients = ["*"])
            .UseEntityFramework(ef => database.Choose(ef))
            .AddPickupEmail("Pickup", options => (options.Directory, options.SenderEmail) = (folder.FullName, "billing@example.com"));
        await using var provider = services.BuildServiceProvider();
        await provider.MigrateInforaCommunicationAsync();
        var outbox = provider.GetRequiredService<IMessageOutbox>();
        var store = provider.GetRequiredService<IMessageStore>();
        var before = (await outbox.EnqueueAsync(Mail)).Message!.State.Id;
        var other = (await outbox.EnqueueAsync(Mail with { To = "bob@example.com" })).Message!.State.Id;

        await provider.GetRequiredService<SuppressionList>().AddAsync(new SuppressionDraft { Channel = MessageChannel.Email, Recipient = "Ann@Example.com" });
        var after = (await outbox.EnqueueAsync(Mail)).Message!.State.Id;
        await provider.GetRequiredService<IMessageDispatcher>().DispatchAsync();

        foreach (var id in new[] { before, after })
        {
            (await store.FindAsync(id, default))!.State.Should().BeEquivalentTo(new
            {
                Status = MessageStatus.Suppressed,
                AttemptCount = 0,
                NextAttemptAt = (DateTimeOffset?)null,
                Error = new { Code = ErrorCode.Blocked, Permanent = true },
            });
        }

        (await store.GetHistoryAsync(before, default)).Events.Should().ContainSingle().Which.Type.Should().Be("suppressed");
        (await store.FindAsync(other, default))!.State.Status.Should().Be(MessageStatus.Sent);
        folder.GetFiles().Should().ContainSingle();
        folder.Delete(recursive: true);
    }

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task AnUnsubscribedRecipient_IsNotedOnTheMessage_WhileItStaysAsItIs(string kind)
    {
        await using var host = await EntityFrameworkHost.StartAsync(await TestDatabase.CreateAsync(kind), TimeProvider.System, ownsDatabase: true);
        var store = host.Services.GetRequiredService<IMessageStore>();
        var list = host.Services.GetRequiredService<SuppressionList>();
        var message = (await host.Services.GetRequiredService<IMessageOutbox>().EnqueueAsync(Mail)).Message!;
        var target = new UnsubscribeTarget(MessageChannel.Email, "ann@example.com", MessageCategory.Promotional, message.State.Id);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => list.UnsubscribeAsync(target)));
        (await list.ResubscribeAsync(target)).Should().BeNull();

        (await store.GetHistoryAsync(message.State.Id, default)).Events.Select(happened => happened.Type).Should().Equal("unsubscribed", "resubscribed");
        (await store.FindAsync(message.State.Id, default))!.State.Should().BeEquivalentTo(new { Status = MessageStatus.Queued, message.State.Claim, HandedTo = (int?)null });
    }

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task InAHostsTransaction_ASuppressedMessageIsStoredWithTheRest(string kind)
    {
        await using var host = await BillingHost.StartAsync(kind);
        await host.Services.GetRequiredService<SuppressionList>().AddAsync(
            new SuppressionDraft { Channel = MessageChannel.Email, Recipient = "ann@example.com", Reason = SuppressionReason.HardBounce });

        await host.RequestAsync(async (billing, outbox) =>
        {
            await using var transaction = await billing.Database.BeginTransactionAsync();
            billing.Invoices.Add(new Invoice { Customer = "Ann" });
            (await outbox.EnqueueAsync(BillingHost.Mail())).Outcome.Should().Be(EnqueueOutcome.Queued);
            await billing.SaveChangesAsync();
            await transaction.CommitAsync();
        });

        (await host.InvoicesAsync()).Should().Be(1);
        (await host.MessagesAsync()).Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { Status = MessageStatus.Suppressed, Error = new { Code = ErrorCode.InvalidRecipient } });
    }
}
