using Infora.Communication.Campaigns;
using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Sms;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Infora.Communication.Tests.Outbox;

/// <summary>One process that sends: it can be killed, and then neither reads nor writes nor hands anything over any more.</summary>
internal sealed class OutboxProcess : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly TaskCompletionSource _died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _callsLeft = int.MaxValue;

    public OutboxProcess(
        FakeTimeProvider time, Action<IServiceCollection> addStores, IOutboxStore outbox, ICampaignStore campaigns, Func<Guid, ProviderResult> answer)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        addStores(services);
        services.AddSingleton<IOutboxStore>(new MortalOutboxStore(outbox, _ => Call()));
        services.AddSingleton<ICampaignStore>(new MortalCampaignStore(campaigns, Call));
        var builder = services.AddInforaCommunication(options => options.Retry.MaxAttempts = 4);
        builder.AddEmailProviderType(new EmailProviderType<ScriptedEmailOptions>("scripted", "Scripted", _ => new Vendor(this, answer)));
        builder.AddSmsProviderType(new SmsProviderType<ScriptedSmsOptions>("scripted", "Scripted", _ => new Vendor(this, answer)));
        _services = services.BuildServiceProvider();
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>It dies at its nth call of the store from now.</summary>
    public void DieAt(int calls) => _callsLeft = calls;

    /// <summary>Sends what is due, or dies.</summary>
    public Task DispatchAsync() => Task.WhenAny(Get<IMessageDispatcher>().DispatchAsync(), _died.Task);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private void Call()
    {
        if (Interlocked.Decrement(ref _callsLeft) < 0)
        {
            _died.TrySetResult();
        }

        ThrowIfDead();
    }

    private void ThrowIfDead()
    {
        if (_died.Task.IsCompleted)
        {
            throw new InvalidOperationException("This process was killed.");
        }
    }

    private sealed class Vendor(OutboxProcess process, Func<Guid, ProviderResult> answer) : IEmailProvider, ISmsProvider
    {
        public Task<ProviderResult> SendAsync(OutgoingEmail message, CancellationToken cancellationToken) => AnswerAsync(message.Id);

        public Task<ProviderResult> SendAsync(OutgoingSms message, CancellationToken cancellationToken) => AnswerAsync(message.Id);

        public Task<ProviderCheck> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(new ProviderCheck("Well."));

        private Task<ProviderResult> AnswerAsync(Guid id)
        {
            process.ThrowIfDead();
            return Task.FromResult(answer(id));
        }
    }
}
