namespace Infora.Communication.CrashTests.Runs;

/// <summary>What the workers of a run log, in a file that stays where something was not kept.</summary>
internal sealed class WorkersLog : IAsyncDisposable
{
    public WorkersLog() => Writer = TextWriter.Synchronized(new StreamWriter(Path) { AutoFlush = true });

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"infora-workers-{Guid.CreateVersion7():N}.log");

    public TextWriter Writer { get; }

    public bool IsNeeded { get; set; } = true;

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        if (!IsNeeded)
        {
            File.Delete(Path);
        }
    }
}
