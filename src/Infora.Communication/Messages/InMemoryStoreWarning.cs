using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Infora.Communication.Messages;

/// <summary>Says at the start of a host that what it queues is lost when it ends: as a warning in Production, where that is hardly wanted.</summary>
internal sealed partial class InMemoryStoreWarning(
    IMessageStore store, CommunicationEnvironment environment, ILogger<InMemoryStoreWarning> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (store is InMemoryMessageStore)
        {
            LogInMemory(logger, environment.IsProduction ? LogLevel.Warning : LogLevel.Information);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 1207, Message = "Messages are kept in memory: what is queued when this process ends is lost. UseEntityFramework() keeps them in a database.")]
    private static partial void LogInMemory(ILogger logger, LogLevel level);
}
