namespace Infora.Communication.Benchmarks.Campaigns;

/// <summary>A file of any length that is never in memory as a whole: a beginning, and then lines that are made as they are read.</summary>
internal sealed class RepeatedStream(byte[] beginning, byte[][] lines, int count) : Stream
{
    private byte[] _current = beginning;
    private int _position;
    private int _line;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var given = 0;
        while (given < buffer.Length)
        {
            if (_position == _current.Length)
            {
                if (_line == count)
                {
                    break;
                }

                (_current, _position) = (lines[_line++ % lines.Length], 0);
            }

            var part = Math.Min(buffer.Length - given, _current.Length - _position);
            _current.AsSpan(_position, part).CopyTo(buffer[given..]);
            (given, _position) = (given + part, _position + part);
        }

        return given;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
