using Infora.Communication.Email;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.AspNetCore.Tests.Hosting;

/// <summary>An email provider that answers what a test tells it to.</summary>
internal sealed class ScriptedProvider : IEmailProvider
{
    public static readonly ProviderResult Refusal = ProviderResult.Rejected(new SendError(ErrorCode.InvalidRecipient, "No such mailbox.", Permanent: true));

    public static readonly ProviderResult PassingRefusal = ProviderResult.Rejected(new SendError(ErrorCode.InvalidRecipient, "Mailbox busy.", Permanent: false));

    public static readonly ProviderResult LostAnswer = ProviderResult.Uncertain(new SendError(ErrorCode.Timeout, "The answer was lost.", Permanent: false));

    public ProviderResult Result { get; set; } = ProviderResult.Sent("vendor-1");

    public List<string> Asked { get; } = [];

    public List<OutgoingEmail> Mails { get; } = [];

    public Task<ProviderResult> SendAsync(OutgoingEmail message, CancellationToken cancellationToken)
    {
        Asked.Add(message.To.Address);
        Mails.Add(message);
        return Task.FromResult(Result);
    }

    public Task<ProviderCheck> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(new ProviderCheck("It answers."));

    /// <summary>A host whose only provider this is. Nothing is sent before <see cref="DispatchAsync"/>.</summary>
    public Task<ApiHost> StartAsync(Action<Options>? configure = null, TimeProvider? time = null, IDictionary<string, string?>? settings = null)
    {
        var all = new Dictionary<string, string?> { ["Communication:SafeRecipients:0"] = "*", ["Communication:Uncertain:Email"] = "hold" };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
        {
            all[name] = value;
        }

        return ApiHost.StartAsync(all, services =>
        {
            services.AddSingleton(time ?? TimeProvider.System);
            services.AddInforaCommunication()
                .AddEmailProviderType(new EmailProviderType<Options>("scripted", "Scripted", _ => this))
                .AddEmailProvider<Options>("scripted", "Scripted", options =>
                {
                    options.SenderEmail = "billing@example.com";
                    configure?.Invoke(options);
                });
        });
    }

    /// <summary>Sends what is due.</summary>
    public static Task DispatchAsync(ApiHost host) => host.Services.GetRequiredService<IMessageDispatcher>().DispatchAsync();

    internal sealed class Options : EmailProviderOptions;
}
