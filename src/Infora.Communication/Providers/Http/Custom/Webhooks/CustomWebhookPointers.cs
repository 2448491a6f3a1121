using System.Text.Json;

namespace Infora.Communication.Providers.Http.Custom.Webhooks;

/// <summary>The pointers of a gateway's reports, parsed once.</summary>
internal sealed class CustomWebhookPointers(CustomWebhook webhook)
{
    private readonly Dictionary<string, JsonPointer> _pointers = All(webhook)
        .Where(entry => entry.Pointer is not null)
        .Select(entry => (entry.Name, Pointer: JsonPointer.Parse(entry.Pointer!)))
        .Where(entry => entry.Pointer is not null)
        .ToDictionary(entry => entry.Name, entry => entry.Pointer!);

    public static IEnumerable<(string Name, string? Pointer)> All(CustomWebhook webhook) =>
    [
        ("events_pointer", webhook.EventsPointer),
        ("type_pointer", webhook.TypePointer),
        ("message_id_pointer", webhook.MessageIdPointer),
        ("reference_pointer", webhook.ReferencePointer),
        ("recipient_pointer", webhook.RecipientPointer),
        ("time_pointer", webhook.TimePointer),
        ("event_id_pointer", webhook.EventIdPointer),
        ("reason_pointer", webhook.ReasonPointer),
        ("code_pointer", webhook.CodePointer),
        ("price_pointer", webhook.PricePointer),
        ("currency_pointer", webhook.CurrencyPointer),
        ("reply_pointer", webhook.ReplyPointer),
    ];

    /// <summary>The events of a request: those of the array, each of an array at the root, or the root itself; null where there is none.</summary>
    public IReadOnlyList<JsonElement?>? EventsOf(JsonElement? root)
    {
        var found = _pointers.TryGetValue("events_pointer", out var pointer) ? Find(pointer, root) : root;
        return found switch
        {
            { ValueKind: JsonValueKind.Array } => found.Items(),
            { ValueKind: JsonValueKind.Object } when pointer is null => [found],
            _ => null,
        };
    }

    /// <summary>A value as text.</summary>
    public string? Text(string name, JsonElement? happened) =>
        _pointers.TryGetValue(name, out var pointer) ? Find(pointer, happened).AsText() : null;

    private static JsonElement? Find(JsonPointer pointer, JsonElement? element)
    {
        try
        {
            return pointer.Find(element);
        }
        catch (InvalidOperationException)
        {
            // A name with an escaped half of a surrogate pair, which is JSON but no text.
            return null;
        }
    }
}
