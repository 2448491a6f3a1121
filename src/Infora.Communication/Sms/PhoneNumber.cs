using System.Diagnostics.CodeAnalysis;
using PhoneNumbers;

namespace Infora.Communication.Sms;

/// <summary>A phone number that can be given an SMS, checked against the numbering plan of its country (libphonenumber's metadata).</summary>
/// <remarks>Two numbers are equal when their <see cref="E164"/> forms are, however they were written.</remarks>
public sealed record PhoneNumber
{
    private static readonly PhoneNumberUtil NumberingPlans = PhoneNumberUtil.GetInstance();

    private PhoneNumber(PhoneNumbers.PhoneNumber number)
    {
        E164 = NumberingPlans.Format(number, PhoneNumberFormat.E164);
        RegionCode = NumberingPlans.GetRegionCodeForNumber(number);
    }

    /// <summary>The number with <c>+</c> and country code, digits only (ITU-T E.164), at most 16 characters.</summary>
    public string E164 { get; }

    /// <summary>The ISO 3166-1 alpha-2 code of the number's country, such as <c>KE</c>; <c>001</c> for a number of no country.</summary>
    public string RegionCode { get; }

    /// <summary>The time zone of the number's place, the first where it may be in several; null where it is not known.</summary>
    internal TimeZoneInfo? TimeZone => PhoneNumberToTimeZonesMapper.GetInstance().GetTimeZonesForNumber(NumberingPlans.Parse(E164, null))
        .Select(zone => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : null)
        .FirstOrDefault(zone => zone is not null);

    /// <summary>Reads a number that people wrote, and accepts it when it can be given an SMS.</summary>
    /// <param name="text">International (<c>+254 712 345 678</c>, <c>00254…</c>, <c>tel:</c>) or national to <paramref name="defaultRegion"/>.</param>
    /// <param name="defaultRegion">Region of numbers without a country code, ISO 3166-1 alpha-2; null when there is none.</param>
    /// <param name="number">The number, or null.</param>
    /// <param name="error">Null, or a sentence that says what is wrong and how to mend it. It does not repeat the number.</param>
    public static bool TryParse(
        string? text, string? defaultRegion, [NotNullWhen(true)] out PhoneNumber? number, [NotNullWhen(false)] out string? error) =>
        TryParse(text, defaultRegion, allowNonMobile: false, out number, out error);

    /// <summary>Reads a number that people wrote.</summary>
    /// <param name="text">International (<c>+254 712 345 678</c>, <c>00254…</c>, <c>tel:</c>) or national to <paramref name="defaultRegion"/>.</param>
    /// <param name="defaultRegion">Region of numbers without a country code, ISO 3166-1 alpha-2; null when there is none.</param>
    /// <param name="allowNonMobile">Accepts every valid number, for gateways that read messages out on fixed lines and the like.</param>
    /// <param name="number">The number, or null.</param>
    /// <param name="error">Null, or a sentence that says what is wrong and how to mend it. It does not repeat the number.</param>
    public static bool TryParse(
        string? text,
        string? defaultRegion,
        bool allowNonMobile,
        [NotNullWhen(true)] out PhoneNumber? number,
        [NotNullWhen(false)] out string? error)
    {
        number = null;
        if (!PhoneNumberText.TryClean(text, out var cleaned, out error))
        {
            return false;
        }

        var reading = PhoneNumberReading.Of(cleaned, NormalizeRegion(defaultRegion), NumberingPlans);
        error = PhoneNumberFault.Of(cleaned, reading, allowNonMobile, NumberingPlans);
        if (error is not null)
        {
            return false;
        }

        number = new PhoneNumber(reading.Number!);
        return true;
    }

    /// <summary>Whether a code can be a default region: ISO 3166-1 alpha-2, in either case, with a numbering plan that is known.</summary>
    public static bool IsKnownRegion(string? region) =>
        NormalizeRegion(region) is { } code && NumberingPlans.GetSupportedRegions().Contains(code);

    /// <summary>The number with its last digits hidden, fit for a log; the whole number is in <see cref="E164"/>.</summary>
    public override string ToString() => E164[..^6] + "******";

    private static string? NormalizeRegion(string? region) =>
        string.IsNullOrWhiteSpace(region) ? null : region.Trim().ToUpperInvariant();
}
