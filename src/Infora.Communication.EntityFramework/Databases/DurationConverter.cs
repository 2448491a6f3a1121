using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Infora.Communication.EntityFramework.Databases;

/// <summary>Stores a duration in whole microseconds.</summary>
internal sealed class DurationConverter() : ValueConverter<TimeSpan, long>(
    value => ToStored(value),
    value => TimeSpan.FromTicks(value * TimeSpan.TicksPerMicrosecond))
{
    public static long ToStored(TimeSpan value) => value.Ticks / TimeSpan.TicksPerMicrosecond;
}
