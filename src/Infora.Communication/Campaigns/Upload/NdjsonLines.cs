using System.Buffers;

namespace Infora.Communication.Campaigns.Upload;

/// <summary>Divides bytes into lines, however they are cut where they come from, and counts them.</summary>
internal sealed class NdjsonLines(MessageChannel channel)
{
    private readonly NdjsonLine _parser = new(channel);
    private byte[]? _joined;
    private long _line;
    private bool _isPassingOver;

    /// <summary>Reads the lines that are complete.</summary>
    /// <param name="buffer">What was not consumed before, and what came since.</param>
    /// <param name="isLast">Whether nothing comes after it, so that the last line needs no line break.</param>
    /// <param name="rows">Takes the rows.</param>
    /// <returns>How far the buffer was consumed.</returns>
    public SequencePosition Read(ReadOnlySequence<byte> buffer, bool isLast, List<CampaignRecipientRow> rows)
    {
        var reader = new SequenceReader<byte>(buffer);
        while (reader.TryReadTo(out ReadOnlySequence<byte> line, (byte)'\n'))
        {
            Take(line, rows);
        }

        if (isLast && !reader.End)
        {
            Take(reader.UnreadSequence, rows);
            return buffer.End;
        }

        // The rest of a line that is too long is passed over as it comes, and never held.
        if (!_isPassingOver && reader.Remaining > NdjsonRecipients.MaxLineLength)
        {
            rows.Add(TooLong(++_line));
            _isPassingOver = true;
        }

        return _isPassingOver ? buffer.End : reader.Position;
    }

    private void Take(ReadOnlySequence<byte> line, List<CampaignRecipientRow> rows)
    {
        if (_isPassingOver)
        {
            _isPassingOver = false;
            return;
        }

        _line++;
        if (line.Length > NdjsonRecipients.MaxLineLength)
        {
            rows.Add(TooLong(_line));
            return;
        }

        var text = Trim(line.IsSingleSegment ? line.FirstSpan : Join(line));
        if (!text.IsEmpty)
        {
            rows.Add(_parser.TryRead(text, out var recipient, out var wrong)
                ? new CampaignRecipientRow(_line, recipient)
                : new CampaignRecipientRow(_line, null, wrong));
        }
    }

    private ReadOnlySpan<byte> Join(ReadOnlySequence<byte> line)
    {
        _joined ??= new byte[NdjsonRecipients.MaxLineLength];
        line.CopyTo(_joined);
        return _joined.AsSpan(0, (int)line.Length);
    }

    /// <summary>Without the byte order mark that Windows programs begin a file with, and without the white space of JSON.</summary>
    private ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> line) =>
        (_line is 1 && line.StartsWith("\uFEFF"u8) ? line[3..] : line).Trim(" \t\r"u8);

    private static CampaignRecipientRow TooLong(long line) =>
        new(line, null, $"The line is longer than {NdjsonRecipients.MaxLineLength} bytes.");
}
