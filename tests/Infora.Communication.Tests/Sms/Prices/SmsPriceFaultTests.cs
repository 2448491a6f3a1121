using System.Text.Json.Nodes;
using Infora.Communication.Messages;
using Infora.Communication.Providers;
using Infora.Communication.Sms;
using Infora.Communication.Sms.Prices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Infora.Communication.Tests.Sms.Prices;

public sealed class SmsPriceFaultTests
{
    private static readonly SmsPrice Charged = new(new Money(0.0075m, "USD"), 1);

    private readonly FakeLogCollector _log = new();

    [Fact]
    public async Task AVendorThatFailsIsAskedAgainLater_AndMakesOneLineInTheLog()
    {
        await using var host = Logged();
        var sent = await host.SendAsync();
        await host.SendAsync();
        host.Price = (_, _) => throw new HttpRequestException("Twilio answered 503.");

        (await host.ReadAfterAsync(TimeSpan.FromMinutes(1))).Should().Be(2);

        (await host.FindAsync(sent.Id)).Should().BeEquivalentTo(sent with { PriceDueAt = sent.SentAt!.Value.AddMinutes(5) });
        var line = _log.GetSnapshot().Should().ContainSingle(record => record.Category!.EndsWith(nameof(SmsPriceReader), StringComparison.Ordinal)).Subject;
        line.Level.Should().Be(LogLevel.Warning);
        line.Message.Should().StartWith("The prices of 2 messages could not be asked of provider");
        line.Exception!.Message.Should().Be("Twilio answered 503.");
        host.Say(Charged);
        await host.ReadAfterAsync(TimeSpan.FromMinutes(4));
        (await host.FindAsync(sent.Id)).Cost.Should().Be(Charged.Price);
    }

    [Fact]
    public async Task AVendorThatDoesNotAnswerHasTheTimeOfAnyOtherRequest()
    {
        await using var host = Logged();
        var sent = await host.SendAsync();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Price = async (_, cancellationToken) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return Charged;
        };

        var reading = host.ReadAfterAsync(TimeSpan.FromMinutes(1));
        await asked.Task;
        host.Host.Time.Advance(TimeSpan.FromSeconds(30));
        await reading;

        (await host.FindAsync(sent.Id)).Should().BeEquivalentTo(sent with { PriceDueAt = sent.SentAt!.Value.AddMinutes(5) });
        _log.GetSnapshot().Should().ContainSingle(record => record.Exception is OperationCanceledException);
    }

    [Fact]
    public async Task AHostThatEndsBreaksTheAskingOff()
    {
        await using var host = Logged();
        await host.SendAsync();
        using var stopping = new CancellationTokenSource();
        host.Price = async (_, cancellationToken) =>
        {
            await stopping.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            return Charged;
        };
        host.Host.Time.Advance(TimeSpan.FromMinutes(1));

        var reading = () => host.Reader.ReadDueAsync(stopping.Token);

        await reading.Should().ThrowAsync<OperationCanceledException>();
        _log.GetSnapshot().Should().NotContain(record => record.Level >= LogLevel.Warning && record.Category!.Contains("Prices", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AProviderThatAsksToBeLeftAloneIs()
    {
        await using var host = Logged();
        var sent = await host.SendAsync();
        host.Answer = _ => ProviderResult.Unavailable(new SendError(ErrorCode.RateLimited, "Too many.", Permanent: false), TimeSpan.FromMinutes(3));
        await host.SendAsync();
        host.Say(Charged);

        (await host.ReadAfterAsync(TimeSpan.FromMinutes(1))).Should().Be(1);
        host.Asked.Should().BeEmpty();

        (await host.ReadAfterAsync(TimeSpan.FromMinutes(4))).Should().Be(1);
        (await host.FindAsync(sent.Id)).Cost.Should().Be(Charged.Price);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NobodyIsAskedAnyMore_WhenTheProviderIsGoneOrInactive(bool isGone)
    {
        await using var host = Logged();
        var catalogue = host.Host.Catalogue;
        var fields = new JsonObject { ["name"] = "Stored", ["provider_type"] = "api", ["service"] = "priced", ["cost_per_sms"] = 1, ["is_default"] = true };
        var stored = (await catalogue.AddAsync(MessageChannel.Sms, (JsonObject)fields.DeepClone())).Provider!;
        var result = await host.Host.Sms.SendAsync(new SmsMessage { To = "+254712345678", Body = "hello", Provider = "Stored" });
        var sent = await host.FindAsync(result.MessageId!.Value);
        sent.PriceDueAt.Should().NotBeNull();
        fields["is_active"] = false;
        var change = isGone
            ? await catalogue.DeleteAsync(MessageChannel.Sms, stored.Id)
            : await catalogue.UpdateAsync(MessageChannel.Sms, stored.Id, fields);
        change.Outcome.Should().Be(ProviderChangeOutcome.Done);

        await host.ReadAfterAsync(TimeSpan.FromMinutes(1));

        (await host.FindAsync(sent.Id)).Should().BeEquivalentTo(sent with { PriceDueAt = null });
        host.Asked.Should().BeEmpty();
    }

    [Fact]
    public async Task TheHostAsksByItself()
    {
        await using var host = Logged();
        var sent = await host.SendAsync();
        host.Say(Charged);
        await host.Host.StartAsync();

        await host.Host.UntilAsync(async () => (await host.FindAsync(sent.Id)).Cost == Charged.Price);
    }

    [Fact]
    public async Task AHostWithoutADispatcherAsksNobody()
    {
        await using var host = new PricedHost(new Dictionary<string, string?> { ["Communication:Dispatcher:Enabled"] = "false" });
        await host.Host.StartAsync();

        await host.Host.Services.GetServices<IHostedService>().OfType<SmsPriceService>().Single().ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private PricedHost Logged() => new(build: builder => builder.Services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(_log))));
}
