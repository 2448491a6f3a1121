using Infora.Communication.Alerts;
using Infora.Communication.Delivery;
using Infora.Communication.Email;
using Infora.Communication.Sms;
using Microsoft.Extensions.Options;

namespace Infora.Communication;

[OptionsValidator]
internal sealed partial class CommunicationOptionsAttributesValidator : IValidateOptions<CommunicationOptions>;

internal sealed class CommunicationOptionsValidator : IValidateOptions<CommunicationOptions>
{
    public ValidateOptionsResult Validate(string? name, CommunicationOptions options)
    {
        var failures = new List<string>();
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
        {
            failures.Add($"Communication:TimeZone: '{options.TimeZone}' is not known here; give an IANA name such as Africa/Nairobi.");
        }

        if (options.PublicUrl is { } url && !(url.IsAbsoluteUri && url.Scheme is "http" or "https"))
        {
            failures.Add($"Communication:PublicUrl: '{url}' is not an absolute http or https address.");
        }

        RequirePositive("ProviderTimeout", options.ProviderTimeout, failures);
        RequirePositive("Retry:FirstDelay", options.Retry.FirstDelay, failures);
        if (options.Uncertain.Wait < TimeSpan.Zero)
        {
            failures.Add("Communication:Uncertain:Wait: must not be negative, for example 00:05:00.");
        }

        RequirePositive("Dispatcher:Lease", options.Dispatcher.Lease, failures);
        RequirePositive("Dispatcher:PollInterval", options.Dispatcher.PollInterval, failures);
        CheckWindows(options.SendWindows ?? [], failures);
        CheckRecipients(options.Alerts, options.DefaultRegion, failures);
        return failures.Count is 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckWindows(IList<SendWindowOptions> windows, List<string> failures)
    {
        for (var i = 0; i < windows.Count; i++)
        {
            var (window, setting) = (windows[i], $"Communication:SendWindows:{i}");
            if (window.From == window.To)
            {
                failures.Add($"{setting}: From and To are the same, so that it would never be open; leave it out to send at any hour.");
            }

            if (window.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            {
                failures.Add($"{setting}:TimeZone: '{zone}' is not known here; give an IANA name such as Africa/Nairobi.");
            }

            if (window.Region is { } region && (region.Any(char.IsAsciiLetterLower) || !PhoneNumber.IsKnownRegion(region)))
            {
                failures.Add($"{setting}:Region: '{region}' is no country; give an ISO 3166-1 code such as KE.");
            }
        }
    }

    /// <summary>Whoever is to hear that something is wrong must not be found to be wrong themselves only then.</summary>
    private static void CheckRecipients(AlertOptions alerts, string? defaultRegion, List<string> failures)
    {
        for (var i = 0; i < alerts.Email.Count; i++)
        {
            if (!EmailAddresses.TryParse(alerts.Email[i], out _, out var wrong))
            {
                failures.Add($"Communication:Alerts:Email:{i}: {wrong}.");
            }
        }

        for (var i = 0; i < alerts.Phone.Count; i++)
        {
            if (!PhoneNumber.TryParse(alerts.Phone[i], defaultRegion, out _, out var wrong))
            {
                failures.Add($"Communication:Alerts:Phone:{i}: {wrong}");
            }
        }
    }

    private static void RequirePositive(string setting, TimeSpan value, List<string> failures)
    {
        if (value <= TimeSpan.Zero)
        {
            failures.Add($"Communication:{setting}: {value} is not above zero.");
        }
    }
}
