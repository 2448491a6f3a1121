using Infora.Communication.Email;
using Infora.Communication.Providers;
using Infora.Communication.Templates;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Tests;

public sealed class SettingsTests
{
    private static readonly EmailMessage Mail = new() { To = "ann@example.com", Subject = "S", TextBody = "T" };

    [Fact]
    public void EverySetting_IsReadFromTheEnvironment()
    {
        var variables = new Dictionary<string, string>
        {
            ["Communication__PublicUrl"] = "https://billing.example.com",
            ["Communication__DefaultRegion"] = "KE",
            ["Communication__ReplaceTypography"] = "true",
            ["Communication__TimeZone"] = "Africa/Nairobi",
            ["Communication__ProviderTimeout"] = "00:00:07",
            ["Communication__Retry__MaxAttempts"] = "3",
            ["Communication__Retry__FirstDelay"] = "00:00:02",
            ["Communication__Dispatcher__MaxInFlight"] = "5",
            ["Communication__Dispatcher__Lease"] = "00:00:20",
            ["Communication__SafeRecipients__0"] = "@example.com",
            ["Communication__AllowLoopbackProviders"] = "true",
            ["Communication__Templates__Strict"] = "false",
        };
        foreach (var (name, value) in variables)
        {
            Environment.SetEnvironmentVariable("SETTINGS_TEST_" + name, value);
        }

        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddEnvironmentVariables("SETTINGS_TEST_").Build());
        services.AddInforaCommunication();
        using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptions<CommunicationOptions>>().Value;
        options.PublicUrl.Should().Be(new Uri("https://billing.example.com"));
        options.DefaultRegion.Should().Be("KE");
        options.ReplaceTypography.Should().BeTrue();
        options.TimeZone.Should().Be("Africa/Nairobi");
        options.ProviderTimeout.Should().Be(TimeSpan.FromSeconds(7));
        options.Retry.Should().BeEquivalentTo(new { MaxAttempts = 3, FirstDelay = TimeSpan.FromSeconds(2) });
        options.Dispatcher.Should().BeEquivalentTo(new { MaxInFlight = 5, Lease = TimeSpan.FromSeconds(20) });
        options.SafeRecipients.Should().Equal("@example.com");
        options.AllowLoopbackProviders.Should().BeTrue();
        provider.GetRequiredService<IOptions<TemplateOptions>>().Value.Strict.Should().BeFalse();
    }

    [Theory]
    [InlineData("Communication:TimeZone", "Mars/Olympus", "IANA")]
    [InlineData("Communication:PublicUrl", "billing", "absolute")]
    [InlineData("Communication:ProviderTimeout", "00:00:00", "above zero")]
    [InlineData("Communication:DefaultRegion", "Kenya", "DefaultRegion")]
    [InlineData("Communication:Retry:MaxAttempts", "0", "MaxAttempts")]
    [InlineData("Communication:Dispatcher:MaxInFlight", "0", "MaxInFlight")]
    public async Task StartAsync_Fails_WhenASettingCannotWork(string setting, string value, string explanation)
    {
        await using var host = new ScriptedHost(settings: new Dictionary<string, string?> { [setting] = value });

        var start = host.StartAsync;

        (await start.Should().ThrowAsync<OptionsValidationException>()).Which.Message.Should().Contain(explanation);
    }

    [Fact]
    public async Task ProviderTimeout_BoundsAnAttempt()
    {
        await using var host = new ScriptedHost(
            builder => builder.AddScriptedEmail("First"), new Dictionary<string, string?> { ["Communication:ProviderTimeout"] = "00:00:05" });
        var asked = new TaskCompletionSource();
        host.Providers.Script("First", async (_, cancellationToken) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return ProviderResult.Sent(null);
        });

        var sending = host.Email.SendAsync(Mail);
        await asked.Task;
        host.Time.Advance(TimeSpan.FromSeconds(6));

        (await sending).Error!.Message.Should().Contain("5 seconds");
    }

    [Fact]
    public async Task MaxInFlight_BoundsWhatIsHandedOverAtOnce()
    {
        await using var host = new ScriptedHost(
            builder => builder.AddScriptedEmail("First"), new Dictionary<string, string?> { ["Communication:Dispatcher:MaxInFlight"] = "3" });
        var release = new TaskCompletionSource();
        var inFlight = 0;
        var most = 0;
        host.Providers.Script("First", async (_, _) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref inFlight));
            await release.Task;
            Interlocked.Decrement(ref inFlight);
            return ProviderResult.Sent(null);
        });
        await host.StartAsync();
        for (var i = 0; i < 12; i++)
        {
            await host.Outbox.EnqueueAsync(Mail);
        }

        await host.UntilAsync(() => Task.FromResult(Volatile.Read(ref inFlight) is 3));
        release.SetResult();
        await host.UntilAsync(() => Task.FromResult(host.Providers.CallsOf("First") is 12));

        most.Should().Be(3);
    }

    [Fact]
    public async Task TemplatesStrict_False_LeavesAMissingVariableEmpty()
    {
        await using var host = new ScriptedHost(
            builder => builder.AddScriptedEmail("First"), new Dictionary<string, string?> { ["Communication:Templates:Strict"] = "false" });
        await host.Templates.AddAsync(
            new MessageTemplate { Channel = MessageChannel.Email, Name = "N", Type = TemplateType.Custom, Subject = "S", TextBody = "[{{ name }}]" },
            CancellationToken.None);

        var result = await host.Email.SendAsync(EmailMessage.FromTemplate("N", "ann@example.com"));

        result.Status.Should().Be(SendStatus.Sent);
        host.Providers.Emails.Single().Email.TextBody.Should().Be("[]");
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
