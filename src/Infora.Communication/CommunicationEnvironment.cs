using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Infora.Communication;

/// <summary>
/// What the settings come to on this host: those whose default depends on the environment, and the time zone resolved.
/// A process without a host environment counts as Production.
/// </summary>
public sealed class CommunicationEnvironment
{
    private readonly IOptionsMonitor<CommunicationOptions> _options;
    private readonly bool _isDevelopment;

    /// <summary>Used by dependency injection.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="environments">The host's environment, where there is one.</param>
    public CommunicationEnvironment(IOptionsMonitor<CommunicationOptions> options, IEnumerable<IHostEnvironment> environments)
    {
        var environment = environments.LastOrDefault();
        _options = options;
        _isDevelopment = environment is not null && environment.IsDevelopment();
        IsProduction = environment is null || environment.IsProduction();
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(options.CurrentValue.TimeZone);
    }

    /// <summary>Whether this host is in Production.</summary>
    public bool IsProduction { get; }

    /// <summary>The time zone of days.</summary>
    public TimeZoneInfo TimeZone { get; }

    /// <summary>Whether providers may point at this machine.</summary>
    public bool AllowsLoopbackProviders => _options.CurrentValue.AllowLoopbackProviders ?? _isDevelopment;

    /// <summary>The certificate that is trusted in place of that of SNS; in Development only.</summary>
    internal string? SnsCertificateFile => _isDevelopment && _options.CurrentValue.Sns.CertificateFile is { Length: > 0 } file ? file : null;

    /// <summary>Who may be written to; see <see cref="CommunicationOptions.SafeRecipients"/>.</summary>
    public IReadOnlyList<string> SafeRecipients =>
        _options.CurrentValue.SafeRecipients is { Count: > 0 } list ? [.. list] : IsProduction ? ["*"] : [];

    /// <summary>The day on which a moment falls in <see cref="TimeZone"/>.</summary>
    /// <param name="moment">The moment.</param>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, TimeZone).DateTime);

    /// <summary>The moment at which a day begins in <see cref="TimeZone"/>, in UTC.</summary>
    /// <param name="day">The day.</param>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (TimeZone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }

        return new DateTimeOffset(midnight, TimeZone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
