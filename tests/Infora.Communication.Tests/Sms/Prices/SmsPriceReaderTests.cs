using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Sms;
using Infora.Communication.Sms.Prices;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Sms.Prices;

public sealed class SmsPriceReaderTests
{
    private static readonly Money Estimate = new(0.8m, "KES");
    private static readonly SmsPrice Charged = new(new Money(0.0075m, "USD"), 1);

    [Fact]
    public async Task TheVendorsPriceTakesThePlaceOfTheEstimate_OnceItSaysIt()
    {
        await using var host = new PricedHost();
        var sent = await host.SendAsync();
        (sent.Cost, sent.Segments, sent.PriceDueAt).Should().Be((Estimate, 1, sent.SentAt!.Value.AddMinutes(1)));

        (await host.ReadAfterAsync(TimeSpan.FromSeconds(59))).Should().Be(0);
        (await host.ReadAfterAsync(TimeSpan.FromSeconds(1))).Should().Be(1);
        (await host.FindAsync(sent.Id)).Should().BeEquivalentTo(sent with { PriceDueAt = sent.SentAt.Value.AddMinutes(5) });

        host.Say(new SmsPrice(new Money(0.015m, "USD"), 2));
        (await host.ReadAfterAsync(TimeSpan.FromMinutes(4))).Should().Be(1);
        (await host.FindAsync(sent.Id)).Should().BeEquivalentTo(
            sent with { Cost = new Money(0.015m, "USD"), Segments = 2, PriceDueAt = null });

        (await host.ReadAfterAsync(TimeSpan.FromDays(4))).Should().Be(0);
        host.Asked.Select(asked => asked.Id).Should().Equal($"SM-{sent.Id}", $"SM-{sent.Id}");
        (await host.Host.Messages.GetHistoryAsync(sent.Id, CancellationToken.None)).Events.Should().ContainSingle();
    }

    [Fact]
    public async Task AQueuedMessageIsAskedAboutToo()
    {
        await using var host = new PricedHost();
        var id = (await host.Host.Outbox.EnqueueAsync(new SmsMessage { To = "+254712345678", Body = "hello" })).Message!.State.Id;
        await host.Host.Services.GetRequiredService<IMessageDispatcher>().DispatchAsync();
        host.Say(Charged);

        await host.ReadAfterAsync(TimeSpan.FromMinutes(1));

        (await host.FindAsync(id)).Cost.Should().Be(Charged.Price);
    }

    [Fact]
    public async Task TheVendorIsAskedForThreeDays_AndTheEstimateStaysWhereItNeverSays()
    {
        await using var host = new PricedHost();
        var sent = await host.SendAsync();

        var next = sent;
        while (next.PriceDueAt is { } due)
        {
            await host.ReadAfterAsync(due - host.Host.Time.GetUtcNow());
            next = await host.FindAsync(sent.Id);
        }

        host.Asked.Select(asked => asked.At - sent.SentAt!.Value).Should().Equal(
            TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(3), TimeSpan.FromHours(12), TimeSpan.FromHours(24), TimeSpan.FromDays(3));
        next.Should().BeEquivalentTo(sent with { PriceDueAt = null });
    }

    [Fact]
    public async Task LooksThatALongStopLetPassAreNotMadeUpFor()
    {
        await using var host = new PricedHost();
        var sent = await host.SendAsync();

        await host.ReadAfterAsync(TimeSpan.FromHours(4));

        host.Asked.Should().ContainSingle();
        (await host.FindAsync(sent.Id)).PriceDueAt.Should().Be(sent.SentAt!.Value.AddHours(12));
    }

    [Fact]
    public async Task TheLastLookCountsToo()
    {
        await using var host = new PricedHost();
        var sent = await host.SendAsync();
        host.Say(Charged);

        await host.ReadAfterAsync(TimeSpan.FromDays(10));

        (await host.FindAsync(sent.Id)).Should().BeEquivalentTo(sent with { Cost = Charged.Price, PriceDueAt = null });
    }

    [Fact]
    public async Task OtherSegmentsMendTheEstimate_WhileThePriceIsNotKnown()
    {
        await using var host = new PricedHost();
        var sent = await host.SendAsync();
        host.Say(new SmsPrice(null, 3));

        await host.ReadAfterAsync(TimeSpan.FromMinutes(1));

        (await host.FindAsync(sent.Id)).Should().BeEquivalentTo(
            sent with { Segments = 3, Cost = new Money(2.4m, "KES"), PriceDueAt = sent.SentAt!.Value.AddMinutes(5) });
    }

    [Fact]
    public async Task WhatTwoProcessesAskAtOnce_IsAskedOnce()
    {
        await using var host = new PricedHost();
        for (var i = 0; i < 120; i++)
        {
            await host.SendAsync();
        }

        var (services, everybody) = (host.Host.Services, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        host.Price = async (_, _) =>
        {
            // Nobody has an answer until both have claims.
            (host.Asked.Count >= 8 ? everybody : null)?.TrySetResult();
            await everybody.Task;
            return Charged;
        };
        host.Host.Time.Advance(TimeSpan.FromMinutes(1));
        var readers = new[] { services.GetRequiredService<SmsPriceReader>(), ActivatorUtilities.CreateInstance<SmsPriceReader>(services) };
        var counts = await Task.WhenAll(readers.Select(reader => Task.Run(() => reader.ReadDueAsync(CancellationToken.None))));

        counts.Sum().Should().Be(120);
        counts.Should().OnlyContain(count => count > 0);
        host.Asked.Should().HaveCount(120).And.OnlyHaveUniqueItems(asked => asked.Id);
    }

    [Fact]
    public async Task AnAnswerAboutAnEarlierTryIsLeft()
    {
        await using var host = new PricedHost();
        var sent = await host.SendAsync();
        host.Price = async (_, _) =>
        {
            await host.Host.Messages.ChangeAsync(sent.Id, state => new MessageCompletion(state with { ProviderMessageId = "SM-anew" }, [], []), CancellationToken.None);
            return Charged;
        };

        await host.ReadAfterAsync(TimeSpan.FromMinutes(1));

        (await host.FindAsync(sent.Id)).Cost.Should().Be(Estimate);
    }

    [Fact]
    public async Task APriceThatIsKnownStays_WhenASlowerAnswerKnowsLess()
    {
        await using var host = new PricedHost();
        var sent = await host.SendAsync();
        host.Price = async (_, _) =>
        {
            await host.Host.Messages.ChangeAsync(
                sent.Id, state => new MessageCompletion(state with { Cost = Charged.Price, PriceDueAt = null }, [], []), CancellationToken.None);
            return new SmsPrice(null, 2);
        };

        await host.ReadAfterAsync(TimeSpan.FromMinutes(1));

        var found = await host.FindAsync(sent.Id);
        (found.Cost, found.Segments, found.PriceDueAt).Should().Be((Charged.Price, 2, null));
    }

    [Fact]
    public async Task NothingIsAsked_WhereTheVendorSaidThePriceOrIsNeverToSay()
    {
        await using var host = new PricedHost(build: builder => builder.AddScriptedSms("Silent"));
        host.Answer = _ => ProviderResult.Sent("SM1", 1, Charged.Price);
        var priced = await host.SendAsync();
        host.Answer = _ => ProviderResult.Sent(messageId: null);
        var nameless = await host.SendAsync();
        var silent = await host.Host.Sms.SendAsync(new SmsMessage { To = "+254712345678", Body = "hello", Provider = "Silent" });

        priced.PriceDueAt.Should().BeNull();
        nameless.PriceDueAt.Should().BeNull();
        (await host.FindAsync(silent.MessageId!.Value)).PriceDueAt.Should().BeNull();
    }
}
