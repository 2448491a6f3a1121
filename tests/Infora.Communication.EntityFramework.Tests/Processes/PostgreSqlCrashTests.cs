using Infora.Communication.TestSupport.Databases;

namespace Infora.Communication.EntityFramework.Tests.Processes;

public sealed class PostgreSqlCrashTests
{
    [SkippableFact]
    public async Task EveryMessageArrives_WhenProcessesAreKilledAndUncertainOnesAreResent()
    {
        var connection = await PostgreSqlServer.CreateDatabaseAsync(CancellationToken.None);

        await CrashProgram.ShouldKeepItsPromisesAsync("postgresql", $"{connection};Maximum Pool Size=10", "resend");
    }
}
