using System.Buffers;
using System.Text.Encodings.Web;

namespace Infora.Communication.Providers.Http.Custom.Direct;

/// <summary>A text that grows in a rented buffer.</summary>
internal sealed class TextBuffer : IDisposable
{
    // One that a large mail made grow beyond this goes back to where it was rented.
    private const int LargestKept = 64 * 1024;

    [ThreadStatic]
    private static TextBuffer? _kept;

    private char[] _characters = ArrayPool<char>.Shared.Rent(4096);
    private int _length;

    private TextBuffer()
    {
    }

    public ReadOnlySpan<char> Written => _characters.AsSpan(0, _length);

    /// <summary>An empty buffer: that of the thread, unless it is in use.</summary>
    public static TextBuffer Take()
    {
        var buffer = _kept ?? new TextBuffer();
        _kept = null;
        buffer._length = 0;
        return buffer;
    }

    public void Append(ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        text.CopyTo(_characters.AsSpan(_length));
        _length += text.Length;
    }

    /// <summary>Appends a text as JSON, with its quotes: to the letter as the filter <c>json</c> writes it.</summary>
    public void AppendJson(ReadOnlySpan<char> text)
    {
        Append("\"");
        while (true)
        {
            var status = JavaScriptEncoder.Default.Encode(text, _characters.AsSpan(_length), out var read, out var written);
            _length += written;
            if (status is not OperationStatus.DestinationTooSmall)
            {
                break;
            }

            text = text[read..];
            Reserve(text.Length + JavaScriptEncoder.Default.MaxOutputCharactersPerInputCharacter);
        }

        Append("\"");
    }

    public void Dispose()
    {
        if (_characters.Length <= LargestKept && _kept is null)
        {
            _kept = this;
            return;
        }

        ArrayPool<char>.Shared.Return(_characters);
        _characters = [];
    }

    private void Reserve(int length)
    {
        if (length <= _characters.Length - _length)
        {
            return;
        }

        var larger = ArrayPool<char>.Shared.Rent(Math.Max(_length + length, _characters.Length * 2));
        Written.CopyTo(larger);
        ArrayPool<char>.Shared.Return(_characters);
        _characters = larger;
    }
}
