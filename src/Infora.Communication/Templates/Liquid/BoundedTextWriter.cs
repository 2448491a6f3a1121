using System.Buffers;
using System.Globalization;
using System.Text;

namespace Infora.Communication.Templates.Liquid;

/// <summary>Gathers a rendered text in a rented buffer, up to a limit.</summary>
internal sealed class BoundedTextWriter(int limit) : TextWriter(CultureInfo.InvariantCulture)
{
    private char[] _buffer = ArrayPool<char>.Shared.Rent(Math.Min(limit, 2048));
    private int _length;

    /// <summary>How much was written so far.</summary>
    public int Length => _length;

    public override Encoding Encoding => Encoding.Unicode;

    public override string ToString() => new(_buffer, 0, _length);

    public override void Write(char value) => Write(new ReadOnlySpan<char>(ref value));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (buffer.Length > limit - _length)
        {
            throw new TemplateLimitException($"The text grows longer than {limit} characters.");
        }

        if (buffer.Length > _buffer.Length - _length)
        {
            Grow(_length + buffer.Length);
        }

        buffer.CopyTo(_buffer.AsSpan(_length));
        _length += buffer.Length;
    }

    public override Task WriteAsync(char value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(string? value)
    {
        Write(value.AsSpan());
        return Task.CompletedTask;
    }

    public override Task WriteAsync(char[] buffer, int index, int count)
    {
        Write(buffer.AsSpan(index, count));
        return Task.CompletedTask;
    }

    public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return Task.CompletedTask;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _buffer.Length > 0)
        {
            ArrayPool<char>.Shared.Return(_buffer);
            (_buffer, _length) = ([], 0);
        }

        base.Dispose(disposing);
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(needed, (int)Math.Min((long)_buffer.Length * 2, limit)));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
