using System.Collections.Concurrent;
using Infora.Communication.Email;
using Infora.Communication.Providers;
using Infora.Communication.Sms;

namespace Infora.Communication.Tests.Scripted;

/// <summary>Plugins whose answers a test scripts by the provider's name; what they were handed is kept.</summary>
internal sealed class ScriptedProviders
{
    private readonly ConcurrentDictionary<string, Func<int, CancellationToken, Task<ProviderResult>>> _scripts = new();
    private readonly ConcurrentDictionary<string, int> _calls = new();

    public ConcurrentQueue<(string Provider, ScriptedEmailOptions Options, OutgoingEmail Email)> Emails { get; } = new();

    public ConcurrentQueue<(string Provider, OutgoingSms Sms)> Texts { get; } = new();

    public ConcurrentQueue<string> Disposed { get; } = new();

    /// <summary>What a provider answers to its nth message, from 1. Without a script it takes everything.</summary>
    public void Script(string provider, Func<int, ProviderResult> answer) =>
        _scripts[provider] = (n, _) => Task.FromResult(answer(n));

    public void Script(string provider, Func<int, CancellationToken, Task<ProviderResult>> answer) => _scripts[provider] = answer;

    /// <summary>How often any was asked.</summary>
    public int Calls => _calls.Values.Sum();

    public int CallsOf(string provider) => _calls.GetValueOrDefault(provider);

    public IEmailProvider CreateEmail(ProviderContext<ScriptedEmailOptions> context) => new EmailPlugin(this, context);

    public ISmsProvider CreateSms(ProviderContext<ScriptedSmsOptions> context) => new SmsPlugin(this, context.Name);

    private Task<ProviderResult> AnswerAsync(string provider, CancellationToken cancellationToken)
    {
        var call = _calls.AddOrUpdate(provider, 1, (_, calls) => calls + 1);
        return _scripts.TryGetValue(provider, out var script)
            ? script(call, cancellationToken)
            : Task.FromResult(ProviderResult.Sent($"{provider}-{call}"));
    }

    private sealed class EmailPlugin(ScriptedProviders owner, ProviderContext<ScriptedEmailOptions> context) : IEmailProvider, IDisposable
    {
        public Task<ProviderResult> SendAsync(OutgoingEmail message, CancellationToken cancellationToken)
        {
            owner.Emails.Enqueue((context.Name, context.Options, message));
            return owner.AnswerAsync(context.Name, cancellationToken);
        }

        public Task<ProviderCheck> CheckAsync(CancellationToken cancellationToken) =>
            Task.FromResult(new ProviderCheck("The credentials are good."));

        public void Dispose() => owner.Disposed.Enqueue(context.Name);
    }

    private sealed class SmsPlugin(ScriptedProviders owner, string name) : ISmsProvider
    {
        public Task<ProviderResult> SendAsync(OutgoingSms message, CancellationToken cancellationToken)
        {
            owner.Texts.Enqueue((name, message));
            return owner.AnswerAsync(name, cancellationToken);
        }

        public Task<ProviderCheck> CheckAsync(CancellationToken cancellationToken) =>
            Task.FromResult(new ProviderCheck("The credentials are good.") { Balance = new Money(12.5m, "KES") });
    }
}
