namespace Infora.Communication.Providers.Http.Custom;

/// <summary>Where a gateway's answer says what became of the message; null where it does not, or where the pointer is none.</summary>
internal sealed class CustomPointers(CustomResponse settings)
{
    public JsonPointer? SuccessMatch { get; } = Parse(settings.SuccessMatch?.Pointer);

    public JsonPointer? MessageId { get; } = Parse(settings.MessageIdPointer);

    public JsonPointer? Error { get; } = Parse(settings.ErrorPointer);

    private static JsonPointer? Parse(string? pointer) => pointer is null ? null : JsonPointer.Parse(pointer);
}
