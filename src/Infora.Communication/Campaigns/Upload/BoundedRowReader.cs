namespace Infora.Communication.Campaigns.Upload;

/// <summary>
/// Gives a CSV parser no more of one row than a row may have: a quote that is never closed would take the rest of the file
/// into memory.
/// </summary>
internal sealed class BoundedRowReader(TextReader inner) : TextReader
{
    public const int MostCharacters = 64 * 1024;

    private int _sinceRow;

    public CancellationToken CancellationToken { get; set; }

    /// <summary>A row ended.</summary>
    public void Restart() => _sinceRow = 0;

    public override Task<int> ReadAsync(char[] buffer, int index, int count) =>
        ReadAsync(buffer.AsMemory(index, count), CancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        if (_sinceRow > MostCharacters)
        {
            throw new RowTooLongException();
        }

        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _sinceRow += read;
        return read;
    }

    public override int Read(char[] buffer, int index, int count) => throw new NotSupportedException("It is read asynchronously.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>A row has no end.</summary>
internal sealed class RowTooLongException : Exception;
