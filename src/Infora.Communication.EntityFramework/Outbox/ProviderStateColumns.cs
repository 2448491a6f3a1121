using System.Data.Common;

namespace Infora.Communication.EntityFramework.Outbox;

/// <summary>Reads providers' states where Entity Framework does not.</summary>
internal static class ProviderStateColumns
{
    public const string Names = """
        provider_id, day, today, month, this_month, closed_until, closed_version,
        closed_code, closed_message, closed_permanent, closed_hint, closed_provider_code
        """;

    public static ProviderStateEntity Read(DbDataReader reader) => new()
    {
        ProviderId = reader.GetInt32(0),
        Day = reader.GetFieldValue<DateOnly>(1),
        Today = reader.GetInt64(2),
        Month = reader.GetFieldValue<DateOnly>(3),
        ThisMonth = reader.GetInt64(4),
        ClosedUntil = reader.IsDBNull(5) ? null : new DateTimeOffset(reader.GetDateTime(5)),
        ClosedVersion = reader.GetInt64(6),
        ClosedCode = SnakeCase.TryParse<ErrorCode>(Text(reader, 7), out var code) ? code : null,
        ClosedMessage = Text(reader, 8),
        ClosedPermanent = reader.IsDBNull(9) ? null : reader.GetBoolean(9),
        ClosedHint = Text(reader, 10),
        ClosedProviderCode = Text(reader, 11),
    };

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
