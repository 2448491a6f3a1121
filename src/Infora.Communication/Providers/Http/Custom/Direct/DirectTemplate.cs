using System.Text;

namespace Infora.Communication.Providers.Http.Custom.Direct;

/// <summary>
/// A template that only puts texts together, as requests nearly always do, and so needs neither Liquid nor a copy of all
/// variables for each message. What it writes is to the letter what Liquid would.
/// </summary>
internal sealed class DirectTemplate(IDirectPart content, int maxLength)
{
    /// <summary>The text; null where only Liquid can make it, which then also finds what is wrong.</summary>
    public string? Text(CustomVariables variables)
    {
        // A single value needs no copy.
        if (content is ValuePart part && part.Plain(variables) is { } value && value.Length <= maxLength)
        {
            return value;
        }

        using var buffer = TextBuffer.Take();
        return TryWrite(buffer, variables) ? new string(buffer.Written) : null;
    }

    /// <summary>The text in UTF-8; null where <see cref="Text"/> is.</summary>
    public byte[]? Bytes(CustomVariables variables)
    {
        using var buffer = TextBuffer.Take();
        if (!TryWrite(buffer, variables))
        {
            return null;
        }

        var bytes = new byte[Encoding.UTF8.GetByteCount(buffer.Written)];
        Encoding.UTF8.GetBytes(buffer.Written, bytes);
        return bytes;
    }

    private bool TryWrite(TextBuffer buffer, CustomVariables variables) => content.TryWrite(buffer, variables) && buffer.Written.Length <= maxLength;
}
