using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Outbox;

public sealed class CancellationTests
{
    private static readonly EmailMessage Reminder = new() { To = "ann@example.com", Subject = "Reminder", TextBody = "Please pay." };

    [Fact]
    public async Task CancelAsync_TakesBackWhatIsQueuedUnderTheKey_AndNothingElse()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First"));
        var options = new EnqueueOptions { CorrelationKey = "invoice-1", SendAt = host.Time.GetUtcNow() + TimeSpan.FromDays(3) };
        var taken = (await host.Outbox.EnqueueAsync(Reminder, options)).Message!.State.Id;
        var other = (await host.Outbox.EnqueueAsync(Reminder, options with { CorrelationKey = "invoice-2" })).Message!.State.Id;

        await host.Outbox.CancelAsync("invoice-1");
        var later = (await AfterAMomentAsync(host, options)).Message!.State.Id;

        (await StatusAsync(host, taken)).Should().Be(MessageStatus.Cancelled);
        (await StatusAsync(host, other)).Should().Be(MessageStatus.Queued);
        (await StatusAsync(host, later)).Should().Be(MessageStatus.Queued, "the key may be used again");
        (await host.Messages.GetHistoryAsync(taken, CancellationToken.None)).Events.Single().Type.Should().Be("cancelled");
    }

    [Fact]
    public async Task AMessageThatIsBeingSent_IsCancelled_WhenItComesBackToTheQueue()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First"));
        var entered = new TaskCompletionSource();
        var answer = new TaskCompletionSource<ProviderResult>();
        host.Providers.Script("First", (_, _) =>
        {
            entered.SetResult();
            return answer.Task;
        });
        await host.StartAsync();
        var id = (await host.Outbox.EnqueueAsync(Reminder, new EnqueueOptions { CorrelationKey = "invoice-1" })).Message!.State.Id;
        await entered.Task;

        await host.Outbox.CancelAsync("invoice-1");
        answer.SetResult(ProviderResult.Unavailable(new SendError(ErrorCode.Unavailable, "down", Permanent: false)));
        await host.UntilAsync(id, MessageStatus.Cancelled);

        host.Providers.CallsOf("First").Should().Be(1);
    }

    [Fact]
    public async Task AMessageThatAProviderTook_StaysSent()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First"));
        await host.StartAsync();
        var id = (await host.Outbox.EnqueueAsync(Reminder, new EnqueueOptions { CorrelationKey = "invoice-1" })).Message!.State.Id;
        await host.UntilAsync(id, MessageStatus.Sent);

        await host.Outbox.CancelAsync("invoice-1");

        (await StatusAsync(host, id)).Should().Be(MessageStatus.Sent);
    }

    [Fact]
    public async Task ACondition_IsAskedJustBeforeTheMessageIsSent()
    {
        var invoices = new Invoices();
        await using var host = new ScriptedHost(builder =>
        {
            builder.AddScriptedEmail("First").AddSendCondition<InvoiceIsOpen>("invoice-open");
            builder.Services.AddSingleton(invoices);
        });
        await host.StartAsync();
        var options = new EnqueueOptions { Condition = "invoice-open", SendAt = host.Time.GetUtcNow() + TimeSpan.FromMinutes(1) };
        var paid = (await host.Outbox.EnqueueAsync(Reminder, options with { CorrelationKey = "paid" })).Message!.State.Id;
        var open = (await host.Outbox.EnqueueAsync(Reminder, options with { CorrelationKey = "open" })).Message!.State.Id;

        invoices.Paid.Add("paid");
        await host.UntilAsync(paid, MessageStatus.Cancelled);
        await host.UntilAsync(open, MessageStatus.Sent);

        host.Providers.CallsOf("First").Should().Be(1);
        (await host.Messages.GetHistoryAsync(paid, CancellationToken.None)).Events.Single().Detail.Should().Contain("invoice-open");
    }

    [Fact]
    public async Task ACondition_ThatCannotBeAsked_HoldsTheMessageBack()
    {
        var invoices = new Invoices { Failures = 2 };
        await using var host = new ScriptedHost(builder =>
        {
            builder.AddScriptedEmail("First").AddSendCondition<InvoiceIsOpen>("invoice-open");
            builder.Services.AddSingleton(invoices);
        });
        await host.StartAsync();

        var id = (await host.Outbox.EnqueueAsync(Reminder, new EnqueueOptions { Condition = "invoice-open", CorrelationKey = "open" })).Message!.State.Id;
        await host.UntilAsync(async () => (await host.Messages.FindAsync(id, CancellationToken.None))!.State.WaitingFor is WaitingFor.Retry);
        host.Providers.CallsOf("First").Should().Be(0);
        await host.UntilAsync(id, MessageStatus.Sent);
    }

    [Fact]
    public async Task AConditionThatIsNotRegistered_IsRefused()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First"));

        var refused = await host.Outbox.EnqueueAsync(Reminder, new EnqueueOptions { Condition = "invoice-open" });

        refused.Outcome.Should().Be(EnqueueOutcome.Invalid);
        refused.Errors.Single().Field.Should().Be("condition");
    }

    private static Task<EnqueueResult> AfterAMomentAsync(ScriptedHost host, EnqueueOptions options)
    {
        host.Time.Advance(TimeSpan.FromMilliseconds(1));
        return host.Outbox.EnqueueAsync(Reminder, options);
    }

    private static async Task<MessageStatus> StatusAsync(ScriptedHost host, Guid id) =>
        (await host.Messages.FindAsync(id, CancellationToken.None))!.State.Status;

    private sealed class Invoices
    {
        public HashSet<string> Paid { get; } = [];

        public int Failures { get; set; }
    }

    private sealed class InvoiceIsOpen(Invoices invoices) : ISendCondition
    {
        public Task<bool> HoldsAsync(StoredMessage message, CancellationToken cancellationToken) => invoices.Failures-- > 0
            ? throw new InvalidOperationException("the billing database is away")
            : Task.FromResult(!invoices.Paid.Contains(message.State.CorrelationKey!));
    }
}
