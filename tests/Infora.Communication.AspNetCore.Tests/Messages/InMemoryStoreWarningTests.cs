using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Infora.Communication.AspNetCore.Tests.Messages;

public sealed class InMemoryStoreWarningTests
{
    [Theory]
    [InlineData("Production", LogLevel.Warning)]
    [InlineData("Development", LogLevel.Information)]
    public async Task Host_SaysAtItsStart_ThatQueuedMessagesDoNotSurviveIt(string environment, LogLevel level)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseTestServer();
        builder.Logging.AddFakeLogging();
        builder.Services.AddInforaCommunication();
        await using var app = builder.Build();

        await app.StartAsync();

        app.Services.GetFakeLogCollector().GetSnapshot()
            .Should().ContainSingle(entry => entry.Message.Contains("in memory", StringComparison.Ordinal)).Which.Level.Should().Be(level);
    }
}
