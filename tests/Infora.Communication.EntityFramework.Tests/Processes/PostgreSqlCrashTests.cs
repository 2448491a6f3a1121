using Infora.Communication.TestSupport.Databases;

namespace Infora.Communication.EntityFramework.Tests.Processes;

public sealed class PostgreSqlCrashTests
{
    [SkippableTheory]
    [InlineData("resend")]
    [InlineData("hold")]
    public async Task NothingIsLost_WhenProcessesAreKilled(string uncertain)
    {
        var connection = await PostgreSqlServer.CreateDatabaseAsync(CancellationToken.None);

        await CrashProgram.ShouldKeepItsPromisesAsync("postgresql", $"{connection};Maximum Pool Size=10", uncertain);
    }
}
