using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Providers;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Infora.Communication.Tests.Delivery;

/// <summary>A vendor that answers 503 to everything, over real HTTP.</summary>
public sealed class ProviderStormTests
{
    private static readonly EmailMessage Invoice = new() { To = "ann@example.com", Subject = "Invoice", TextBody = "Due." };

    [Fact]
    public async Task AStormOf503_OpensTheCircuit_AnotherProviderTakesOver_AndAProbeBringsItBack()
    {
        using var vendor = WireMockServer.Start();
        Answer(vendor, 503);
        var settings = new Dictionary<string, string?> { ["Communication:AllowLoopbackProviders"] = "true" };
        await using var host = new ScriptedHost(
            builder => builder
                .AddSendGrid("Vendor", options =>
                {
                    options.BaseUrl = new Uri(vendor.Url!);
                    options.ApiKey = "SG.key";
                    options.SenderEmail = "billing@example.com";
                    options.IsDefault = true;
                })
                .AddScriptedEmail("Second"),
            settings);

        for (var i = 0; i < 5; i++)
        {
            (await host.Email.SendAsync(Invoice)).Status.Should().Be(SendStatus.Uncertain, "a vendor may have sent what it answers 503 to");
        }

        var standIn = await host.Email.SendAsync(Invoice);
        standIn.Provider.Should().Be("Second");
        vendor.LogEntries.Should().HaveCount(5, "nothing is sent through an open circuit");
        var routing = (await host.Messages.FindAsync(standIn.MessageId!.Value, CancellationToken.None))!.State.Routing;
        routing.Select(decision => decision.Choice).Should().Equal(RoutingChoice.Skipped, RoutingChoice.Chosen);
        (await HealthAsync(host)).State.Should().Be(CircuitPosition.Open);

        Answer(vendor, 202);
        host.Time.Advance(TimeSpan.FromSeconds(31));
        (await HealthAsync(host)).State.Should().Be(CircuitPosition.HalfOpen);
        (await host.Email.SendAsync(Invoice)).Provider.Should().Be("Vendor");
        (await HealthAsync(host)).Should().Be(new ProviderHealth(CircuitPosition.Closed, null));
    }

    private static void Answer(WireMockServer vendor, int status)
    {
        vendor.ResetMappings();
        vendor.Given(Request.Create().UsingAnyMethod()).RespondWith(Response.Create().WithStatusCode(status));
    }

    private static async Task<ProviderHealth> HealthAsync(ScriptedHost host) =>
        host.Catalogue.HealthOf((await host.Catalogue.ListAsync(MessageChannel.Email)).Single(provider => provider.Name == "Vendor"));
}
