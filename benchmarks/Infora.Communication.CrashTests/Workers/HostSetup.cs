using Infora.Communication.CrashTests.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.CrashTests.Workers;

/// <summary>The same library in each process of a run, as the processes of one application have it.</summary>
internal static class HostSetup
{
    public const string Sender = "billing@example.com";

    public static void AddCommunication(IServiceCollection services, Database database, int smtpPort) => services
        .AddInforaCommunication(options => options.AllowLoopbackProviders = true)
        .UseEntityFramework(database.Use)
        .AddSmtp("Recorder", smtp =>
        {
            smtp.Host = "127.0.0.1";
            smtp.Port = smtpPort;
            smtp.UseTls = false;
            smtp.SenderEmail = Sender;
        });
}
