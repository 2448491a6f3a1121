using System.Diagnostics;
using System.Globalization;

namespace Infora.Communication.Benchmarks.Http;

/// <summary><see cref="VendorServer"/> in a second process of this program.</summary>
internal sealed class VendorServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new();

    private VendorServerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<VendorServerProcess> StartAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet")
        {
            start.ArgumentList.Add(typeof(VendorServerProcess).Assembly.Location);
        }

        start.ArgumentList.Add("serve");
        var process = Process.Start(start)!;
        var port = int.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        return new VendorServerProcess(process, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}")));
    }

    /// <summary>The last request as the server got it.</summary>
    public Task<string> RecordedAsync() => _http.GetStringAsync(new Uri(Address, VendorServer.RecordedPath));

    public void Dispose()
    {
        _http.Dispose();
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
