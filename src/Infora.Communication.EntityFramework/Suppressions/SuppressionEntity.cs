using Infora.Communication.Messages;
using Infora.Communication.Suppressions;

namespace Infora.Communication.EntityFramework.Suppressions;

internal sealed class SuppressionEntity
{
    /// <summary>What <see cref="Category"/> says of one that stops all messages: in a unique index no null is like another.</summary>
    private const string All = "all";

    public int Id { get; set; }

    public MessageChannel Channel { get; set; }

    public string Recipient { get; set; } = "";

    public string Category { get; set; } = All;

    public SuppressionReason Reason { get; set; }

    public string? Note { get; set; }

    public Guid? SourceMessageId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public static string NameOf(MessageCategory? category) => category is { } named ? SnakeCase.Name(named) : All;

    public Suppression Read() => new()
    {
        Id = Id,
        Channel = Channel,
        Recipient = Recipient,
        Category = SnakeCase.TryParse<MessageCategory>(Category, out var category) ? category
            : Category is All ? null
            : throw new InvalidOperationException($"The database holds the category '{Category}', which this version does not know. Was it written by a newer one?"),
        Reason = Reason,
        Note = Note,
        SourceMessageId = SourceMessageId,
        CreatedAt = CreatedAt,
    };
}
