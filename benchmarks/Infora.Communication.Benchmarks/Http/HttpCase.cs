using Infora.Communication.Email;
using Infora.Communication.Providers;
using Infora.Communication.Sms;

namespace Infora.Communication.Benchmarks.Http;

/// <summary>One plugin and the hand-written call that it stands for; all sides send the same message.</summary>
internal sealed record HttpCase(string Name, HttpSide Raw, HttpSide Plugin)
{
    /// <summary>The vendor's own package, where it is compared with too.</summary>
    public HttpSide? Package { get; init; }

    public static IEnumerable<HttpCase> All(Uri server, HttpPlugins plugins)
    {
        var package = new SendGridPackage(server);
        yield return OfEmail(plugins, "sendgrid", new RawSendGrid(server).SendAsync) with
        {
            Package = new HttpSideOf<string?>(token => package.SendAsync(BenchmarkMessages.Email, token), id => id),
        };
        yield return OfEmail(plugins, "mailgun", new RawMailgun(server).SendAsync);
        yield return OfEmail(plugins, "ses", new RawSes(server).SendAsync);
        yield return OfEmail(plugins, "http", new RawResend(server).SendAsync);
        yield return OfSms(plugins, "twilio", new RawTwilio(server).SendAsync);
        yield return OfSms(plugins, "africastalking", new RawAfricasTalking(server).SendAsync);
        yield return OfSms(plugins, "vonage", new RawVonage(server).SendAsync);
        yield return OfSms(plugins, "messagebird", new RawMessageBird(server).SendAsync);
        yield return OfSms(plugins, "http", new RawInfobip(server).SendAsync);
    }

    private static HttpCase OfEmail(HttpPlugins plugins, string service, Func<OutgoingEmail, CancellationToken, Task<string?>> raw)
    {
        var plugin = plugins.Email(service);
        return Of($"{service} (email)", token => raw(BenchmarkMessages.Email, token), token => plugin.SendAsync(BenchmarkMessages.Email, token));
    }

    private static HttpCase OfSms(HttpPlugins plugins, string service, Func<OutgoingSms, CancellationToken, Task<string?>> raw)
    {
        var plugin = plugins.Sms(service);
        return Of($"{service} (sms)", token => raw(BenchmarkMessages.Sms, token), token => plugin.SendAsync(BenchmarkMessages.Sms, token));
    }

    private static HttpCase Of(string name, Func<CancellationToken, Task<string?>> raw, Func<CancellationToken, Task<ProviderResult>> plugin) =>
        new(name, new HttpSideOf<string?>(raw, id => id), new HttpSideOf<ProviderResult>(plugin, result => result.MessageId));
}
