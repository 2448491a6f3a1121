using Infora.Communication.TestSupport.Machine;

namespace Infora.Communication.EntityFramework.Tests.Processes;

/// <summary>
/// The program of the crash tests, which checks itself what it promises: workers in processes of their own are killed while
/// messages go to a server that notes each. The large runs of it are told in <c>benchmarks/README.md</c>.
/// </summary>
internal static class CrashProgram
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>Lets two of its workers, or one on SQLite, die by <c>kill -9</c> within 200 messages.</summary>
    public static async Task ShouldKeepItsPromisesAsync(string database, string connection, string uncertain)
    {
        using var limit = new CancellationTokenSource(Longest);
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Infora.Communication.CrashTests.dll"), "crash",
            $"--database={database}", $"--connection={connection}", $"--uncertain={uncertain}", "--messages=200", "--kills=2",

            // A process that stands still for that long counts as dead, and other tests keep the machine busy.
            "--lease=15",
        ];
        var run = await ProgramRun.ToEndAsync("dotnet", arguments, AppContext.BaseDirectory, limit.Token);
        run.ExitCode.Should().Be(0, "its output is: {0}", run.Output + run.Errors);
    }
}
