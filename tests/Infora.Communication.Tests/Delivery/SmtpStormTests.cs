using Infora.Communication.Email;
using Infora.Communication.Providers;
using Infora.Communication.Tests.Scripted;
using Infora.Communication.TestSupport.Smtp;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Delivery;

/// <summary>A server that takes no connection, over real sockets.</summary>
public sealed class SmtpStormTests : IAsyncDisposable
{
    private static readonly EmailMessage Invoice = new() { To = "ann@example.com", Subject = "Invoice", TextBody = "Due." };

    private readonly ScriptedSmtpServer _server;
    private readonly ScriptedHost _host;
    private volatile bool _isStorm = true;

    public SmtpStormTests()
    {
        _server = ScriptedSmtpServer.Start(new SmtpScript().ReplyThenHangUp(SmtpStep.Connect, "421 4.3.2 Too busy", when: _ => _isStorm));
        var settings = new Dictionary<string, string?> { ["Communication:AllowLoopbackProviders"] = "true" };
        _host = new ScriptedHost(
            builder => builder
                .AddSmtp("Office", options =>
                {
                    (options.Host, options.Port) = (ScriptedSmtpServer.Host, _server.Port);
                    (options.UseTls, options.SenderEmail, options.IsDefault) = (false, "billing@example.com", true);
                })
                .AddScriptedEmail("Second"),
            settings);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task AStormOf421_OpensTheCircuit_AndAProbeClosesItOnceTheServerIsWell()
    {
        for (var i = 0; i < 5; i++)
        {
            (await SendAsync()).Should().Be("Second", "what a server did not take another provider may");
        }

        var health = await HealthAsync();
        health.State.Should().Be(CircuitPosition.Open);
        health.LastError!.Code.Should().Be(ErrorCode.Unavailable);
        health.LastError.ProviderCode.Should().Be("421 4.3.2");
        (await SendAsync()).Should().Be("Second");
        _server.ConnectionCount.Should().Be(5, "nothing is sent through an open circuit");

        _host.Time.Advance(TimeSpan.FromSeconds(31));
        (await HealthAsync()).State.Should().Be(CircuitPosition.HalfOpen);
        (await SendAsync()).Should().Be("Second", "the probe finds the storm still there");
        _server.ConnectionCount.Should().Be(6);
        (await HealthAsync()).State.Should().Be(CircuitPosition.Open);

        _isStorm = false;
        _host.Time.Advance(TimeSpan.FromSeconds(61));
        (await HealthAsync()).State.Should().Be(CircuitPosition.HalfOpen);
        (await SendAsync()).Should().Be("Office");
        (await HealthAsync()).Should().Be(new ProviderHealth(CircuitPosition.Closed, null));
        _server.Messages.Should().ContainSingle().Which.Accepted.Should().BeTrue();
    }

    private async Task<string?> SendAsync()
    {
        var result = await _host.Email.SendAsync(Invoice);
        result.Status.Should().Be(SendStatus.Sent);
        return result.Provider;
    }

    private async Task<ProviderHealth> HealthAsync() =>
        _host.Catalogue.HealthOf((await _host.Catalogue.ListAsync(MessageChannel.Email)).Single(provider => provider.Name == "Office"));
}
