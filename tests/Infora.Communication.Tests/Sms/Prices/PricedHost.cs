using System.Collections.Concurrent;
using Infora.Communication.Messages;
using Infora.Communication.Providers;
using Infora.Communication.Sms;
using Infora.Communication.Sms.Prices;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Sms.Prices;

/// <summary>A host with a provider whose vendor tells prices only when it is asked.</summary>
internal sealed class PricedHost : IAsyncDisposable
{
    public PricedHost(IReadOnlyDictionary<string, string?>? settings = null, Action<CommunicationBuilder>? build = null) => Host = new ScriptedHost(
        builder =>
        {
            builder.AddSmsProviderType(new SmsProviderType<ScriptedSmsOptions>("priced", "Priced", _ => new Plugin(this)));
            builder.AddSmsProvider<ScriptedSmsOptions>("priced", "Priced", options => (options.CostPerSms, options.Currency) = (0.8m, "KES"));
            build?.Invoke(builder);
        },
        settings);

    public ScriptedHost Host { get; }

    /// <summary>The vendor's ids of the messages that it was asked about, and when.</summary>
    public ConcurrentQueue<(string Id, DateTimeOffset At)> Asked { get; } = new();

    /// <summary>What the vendor answers to a message.</summary>
    public Func<OutgoingSms, ProviderResult> Answer { get; set; } = message => ProviderResult.Sent($"SM-{message.Id}");

    /// <summary>What it says of the price; nothing at first.</summary>
    public Func<string, CancellationToken, Task<SmsPrice?>> Price { get; set; } = (_, _) => Task.FromResult<SmsPrice?>(null);

    public SmsPriceReader Reader => Host.Services.GetRequiredService<SmsPriceReader>();

    public void Say(SmsPrice? price) => Price = (_, _) => Task.FromResult(price);

    /// <summary>Sends a text of one segment.</summary>
    public async Task<MessageRecord> SendAsync(string body = "hello")
    {
        var result = await Host.Sms.SendAsync(new SmsMessage { To = "+254712345678", Body = body });
        return await FindAsync(result.MessageId!.Value);
    }

    public async Task<MessageRecord> FindAsync(Guid id) => (await Host.Messages.FindAsync(id, CancellationToken.None))!.State;

    /// <summary>Lets time pass and asks what is due then.</summary>
    public Task<int> ReadAfterAsync(TimeSpan time)
    {
        Host.Time.Advance(time);
        return Reader.ReadDueAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private sealed class Plugin(PricedHost owner) : ISmsPriceProvider
    {
        public Task<ProviderResult> SendAsync(OutgoingSms message, CancellationToken cancellationToken) => Task.FromResult(owner.Answer(message));

        public Task<ProviderCheck> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(new ProviderCheck("Well."));

        public Task<SmsPrice?> GetPriceAsync(string providerMessageId, CancellationToken cancellationToken)
        {
            owner.Asked.Enqueue((providerMessageId, owner.Host.Time.GetUtcNow()));
            return owner.Price(providerMessageId, cancellationToken);
        }
    }
}
