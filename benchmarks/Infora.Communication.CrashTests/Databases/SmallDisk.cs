using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Infora.Communication.CrashTests.Databases;

/// <summary>A file system of a few megabytes in memory, which only root may make.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Size = 16 << 20;
    private readonly string _ballast;

    private SmallDisk(string folder) => (Folder, _ballast) = (folder, Path.Combine(folder, "ballast"));

    public string Folder { get; }

    public static bool IsPossible => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;

    public static SmallDisk Create()
    {
        var folder = Directory.CreateTempSubdirectory("infora-disk-").FullName;
        Run("mount", "-t", "tmpfs", "-o", $"size={Size}", "tmpfs", folder);
        return new SmallDisk(folder);
    }

    /// <summary>Fills it but for so many bytes.</summary>
    public void LeaveRoomFor(long bytes) => File.WriteAllBytes(_ballast, new byte[new DriveInfo(Folder).AvailableFreeSpace - bytes]);

    /// <summary>Fills it to the last block, whatever others write to it meanwhile.</summary>
    public void Fill()
    {
        var block = new byte[4096];
        using var ballast = new FileStream(_ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                ballast.Write(block);
            }
        }
        catch (IOException) when (new DriveInfo(Folder).AvailableFreeSpace < block.Length)
        {
            // It is full, which is what this is for.
            return;
        }
    }

    public void MakeRoom() => File.Delete(_ballast);

    public void Dispose()
    {
        // Connections that are kept for later hold the file open.
        SqliteConnection.ClearAllPools();
        Run("umount", Folder);
        Directory.Delete(Folder);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode is not 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}.");
        }
    }
}
