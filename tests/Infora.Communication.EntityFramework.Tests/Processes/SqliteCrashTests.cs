using Infora.Communication.EntityFramework.Tests.Databases;

namespace Infora.Communication.EntityFramework.Tests.Processes;

public sealed class SqliteCrashTests
{
    [Fact]
    public async Task NoMessageIsDoubledOrMissed_WhenItsProcessIsKilledAndUncertainOnesAreHeld()
    {
        using var file = new SqliteFile();

        await CrashProgram.ShouldKeepItsPromisesAsync("sqlite", file.ConnectionString, "hold");
    }
}
