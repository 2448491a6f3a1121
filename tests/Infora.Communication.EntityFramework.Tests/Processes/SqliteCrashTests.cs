using Infora.Communication.EntityFramework.Tests.Databases;

namespace Infora.Communication.EntityFramework.Tests.Processes;

public sealed class SqliteCrashTests
{
    [Theory]
    [InlineData("resend")]
    [InlineData("hold")]
    public async Task NothingIsLost_WhenItsProcessIsKilled(string uncertain)
    {
        using var file = new SqliteFile();

        await CrashProgram.ShouldKeepItsPromisesAsync("sqlite", file.ConnectionString, uncertain);
    }
}
