using Infora.Communication.Messages;
using Infora.Communication.Reports;
using Infora.Communication.Sms;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Sms.Prices;

/// <summary>What a webhook missed is learnt where a vendor is asked for the price.</summary>
public sealed class PolledReportTests
{
    private static readonly Money Charge = new(0.0075m, "USD");

    [Fact]
    public async Task WhatTheAnswerReports_ReachesTheMessage_AndNobodyAsksAnyMore()
    {
        await using var host = new PricedHost();
        var sent = await host.SendAsync();
        host.Say(Answer(ReportKind.Delivered, Charge));

        await host.ReadAfterAsync(TimeSpan.FromMinutes(1));
        await ApplyAsync(host);

        var message = await host.FindAsync(sent.Id);
        message.Should().BeEquivalentTo(new { Status = MessageStatus.Delivered, Cost = (Money?)Charge, PriceDueAt = (DateTimeOffset?)null });
        (await host.ReadAfterAsync(TimeSpan.FromDays(4))).Should().Be(0);
    }

    [Fact]
    public async Task AMessageThatIsOnlySent_IsAskedAboutOn_ThoughItsPriceIsKnown()
    {
        await using var host = new PricedHost();
        var sent = await host.SendAsync();
        host.Say(Answer(ReportKind.Sent, Charge));
        await host.ReadAfterAsync(TimeSpan.FromMinutes(1));
        await ApplyAsync(host);
        (await host.FindAsync(sent.Id)).Should().BeEquivalentTo(new { Status = MessageStatus.Sent, Cost = (Money?)Charge });

        host.Say(Answer(ReportKind.Failed, Charge));
        await host.ReadAfterAsync(TimeSpan.FromMinutes(4));
        await ApplyAsync(host);

        (await host.FindAsync(sent.Id)).Status.Should().Be(MessageStatus.Failed);
        (await host.ReadAfterAsync(TimeSpan.FromDays(4))).Should().BeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task AskingHasAnEnd_WhereTheVendorNeverSaysWhatBecameOfIt()
    {
        await using var host = new PricedHost();
        var sent = await host.SendAsync();
        host.Say(Answer(ReportKind.Sent, Charge));

        for (var look = 0; look < 20; look++)
        {
            await host.ReadAfterAsync(TimeSpan.FromHours(12));
            await ApplyAsync(host);
        }

        (await host.FindAsync(sent.Id)).Should().BeEquivalentTo(new { Status = MessageStatus.Sent, PriceDueAt = (DateTimeOffset?)null });
        host.Asked.Count.Should().BeLessThan(10);
        (await host.Host.Messages.GetHistoryAsync(sent.Id, CancellationToken.None)).Events.Select(happened => happened.Type).Should().Equal("sent", "sent");
    }

    private static SmsPrice Answer(ReportKind kind, Money price) => new(price, 1)
    {
        Reports = [new DeliveryReport(kind, new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero)) { ProviderEvent = SnakeCase.Name(kind), ProviderEventId = $"SM/{kind}" }],
    };

    private static Task<int> ApplyAsync(PricedHost host) => host.Host.Services.GetRequiredService<ReportService>().ApplyDueAsync(CancellationToken.None);
}
