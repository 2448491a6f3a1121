using Infora.Communication.Providers;
using Infora.Communication.Sms;
using Infora.Communication.Sms.Providers.AfricasTalking;
using Infora.Communication.Tests.Providers.Http;

namespace Infora.Communication.Tests.Sms.Providers.AfricasTalking;

/// <summary>An Africa's Talking provider and the server that it talks to.</summary>
internal sealed class AfricasTalkingHost : IDisposable
{
    public const string ApiKey = "atsk_s3cr3t";
    public const string To = "+254712000111";

    public VendorServer Server { get; } = new();

    public ProviderHttpHost Http { get; } = new();

    public static OutgoingSms Message { get; } = Sms("Kifurushi chako + 100% kimeisha");

    public static string Recipient(string fields) =>
        $$"""{"SMSMessageData":{"Message":"Sent to 1/1 Total Cost: KES 0.8000","Recipients":[{ {{fields}} }]} }""";

    public Task<ProviderResult> SendAsync(Action<AfricasTalkingOptions>? configure = null) => Provider(configure).SendAsync(Message, default);

    public Task<ProviderCheck> CheckAsync(Action<AfricasTalkingOptions>? configure = null) => Provider(configure).CheckAsync(default);

    public ISmsProvider Provider(Action<AfricasTalkingOptions>? configure = null)
    {
        var options = new AfricasTalkingOptions { ApiKey = ApiKey, Username = "inforabill", SenderId = "INFORA", BaseUrl = Server.Root };
        configure?.Invoke(options);
        return new AfricasTalkingProvider(options, Http.Client);
    }

    public void Dispose()
    {
        Server.Dispose();
        Http.Dispose();
    }

    public static OutgoingSms Sms(string body) =>
        new(Guid.Parse("0198a0c0-0000-7000-8000-000000000001"), To, body, SmsSegments.Count(body));
}
