using Infora.Communication.Providers;

namespace Infora.Communication.Benchmarks.Http;

/// <summary>One plugin and the call that it stands for; each sends the same message and gives back the vendor's id of it.</summary>
internal sealed record HttpCase(string Name, Func<CancellationToken, Task<string?>> Raw, Func<CancellationToken, Task<string?>> Plugin)
{
    /// <summary>The vendor's own package, where it is compared with too.</summary>
    public Func<CancellationToken, Task<string?>>? Package { get; init; }

    public static IEnumerable<HttpCase> All(Uri server, HttpPlugins plugins)
    {
        var package = new SendGridPackage(server);
        yield return Email("sendgrid", new RawSendGrid(server).SendAsync) with { Package = token => package.SendAsync(BenchmarkMessages.Email, token) };
        yield return Email("mailgun", new RawMailgun(server).SendAsync);
        yield return Email("ses", new RawSes(server).SendAsync);
        yield return Email("http", new RawResend(server).SendAsync);
        yield return Sms("twilio", new RawTwilio(server).SendAsync);
        yield return Sms("africastalking", new RawAfricasTalking(server).SendAsync);
        yield return Sms("vonage", new RawVonage(server).SendAsync);
        yield return Sms("messagebird", new RawMessageBird(server).SendAsync);
        yield return Sms("http", new RawInfobip(server).SendAsync);

        HttpCase Email(string service, Func<Email.OutgoingEmail, CancellationToken, Task<string?>> raw)
        {
            var plugin = plugins.Email(service);
            return new($"{service} (email)", token => raw(BenchmarkMessages.Email, token), async token => Id(await plugin.SendAsync(BenchmarkMessages.Email, token)));
        }

        HttpCase Sms(string service, Func<Sms.OutgoingSms, CancellationToken, Task<string?>> raw)
        {
            var plugin = plugins.Sms(service);
            return new($"{service} (sms)", token => raw(BenchmarkMessages.Sms, token), async token => Id(await plugin.SendAsync(BenchmarkMessages.Sms, token)));
        }
    }

    private static string? Id(ProviderResult result) => result.Error is { } error ? throw new InvalidOperationException(error.Message) : result.MessageId;
}
