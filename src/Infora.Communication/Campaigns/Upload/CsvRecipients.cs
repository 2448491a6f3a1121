using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Fluid.Values;
using Infora.Communication.Templates;

namespace Infora.Communication.Campaigns.Upload;

/// <summary>
/// Reads recipients from CSV (RFC 4180): UTF-8, commas, a header row. The column <c>email</c>, or <c>phone</c> for text messages,
/// has the address, in either case; every other one is a variable of its name, whose values are text. An empty cell gives no
/// variable, so that the campaign's own, or a <c>default</c> filter, stands in for it, and a template that needs it says so.
/// </summary>
public sealed class CsvRecipients : IDisposable
{
    private const int BufferSize = 16 * 1024;

    private readonly BoundedRowReader _source;
    private readonly CsvParser _parser;
    private CsvHeader? _header;
    private bool _hasStrayQuote;

    private CsvRecipients(Stream source)
    {
        // A byte order mark is passed over; what is not UTF-8 becomes U+FFFD, by which it is known.
        _source = new BoundedRowReader(new StreamReader(source, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, BufferSize, leaveOpen: true));
        _parser = new CsvParser(_source, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = ",",
            BufferSize = BufferSize,

            // They are passed over here: the parser would not say how many there were.
            IgnoreBlankLines = false,
            BadDataFound = _ => _hasStrayQuote = true,
        });
    }

    /// <summary>What is wrong with the header row, so that nothing can be read; null where nothing is.</summary>
    public string? Wrong { get; private set; }

    /// <summary>Reads the header row.</summary>
    /// <param name="channel">The campaign's channel.</param>
    /// <param name="source">The text. It is left open.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<CsvRecipients> OpenAsync(MessageChannel channel, Stream source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var opened = new CsvRecipients(source);
        try
        {
            await opened.ReadHeaderAsync(channel, cancellationToken).ConfigureAwait(false);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Reads the recipients as they come, once. Memory does not grow with their number.</summary>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>A row for each row that is not blank, with the line on which it begins: the header's is 1, blank ones count too.</returns>
    /// <exception cref="InvalidOperationException">The header row is <see cref="Wrong"/>.</exception>
    public async IAsyncEnumerable<CampaignRecipientRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var header = _header ?? throw new InvalidOperationException(Wrong);
        _source.CancellationToken = cancellationToken;
        while (await NextAsync().ConfigureAwait(false) is var (line, isCut))
        {
            if (isCut)
            {
                yield return new CampaignRecipientRow(line, null, $"The row is longer than {BoundedRowReader.MostCharacters} characters; a quote may not be closed. Nothing was read from here on.");
                yield break;
            }

            yield return Read(header, line);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _parser.Dispose();

    private async Task ReadHeaderAsync(MessageChannel channel, CancellationToken cancellationToken)
    {
        _source.CancellationToken = cancellationToken;
        (_header, Wrong) = await NextAsync().ConfigureAwait(false) switch
        {
            null => (null, "There is no header row."),
            { IsCut: true } => (null, $"The header row is longer than {BoundedRowReader.MostCharacters} characters."),
            _ => CsvHeader.Read(channel, Cells()),
        };
        if (_hasStrayQuote)
        {
            (_header, Wrong) = (null, "The header row has a quote inside a cell that does not begin with one.");
        }
    }

    /// <summary>Goes on to the next row that is not blank.</summary>
    private async ValueTask<(long Line, bool IsCut)?> NextAsync()
    {
        while (true)
        {
            var line = _parser.RawRow + 1;
            _source.Restart();
            _hasStrayQuote = false;
            try
            {
                if (!await _parser.ReadAsync().ConfigureAwait(false))
                {
                    return null;
                }
            }
            catch (RowTooLongException)
            {
                return (line, IsCut: true);
            }

            if (_parser.Count > 1 || !string.IsNullOrWhiteSpace(_parser[0]))
            {
                return (line, IsCut: false);
            }
        }
    }

    private CampaignRecipientRow Read(CsvHeader header, long line)
    {
        if (_parser.Count > header.Names.Count)
        {
            return new CampaignRecipientRow(line, null, $"The row has {_parser.Count} cells, and the header row {header.Names.Count}.");
        }

        var address = "";
        var variables = new Dictionary<string, FluidValue>(header.Names.Count, StringComparer.Ordinal);
        for (var i = 0; i < _parser.Count; i++)
        {
            var cell = _parser[i];
            if (_hasStrayQuote || cell.AsSpan().ContainsAny('\uFFFD', '\0'))
            {
                return new CampaignRecipientRow(line, null, $"{header.Names[i]} {(_hasStrayQuote ? "has a quote inside, and does not begin with one." : "is not valid UTF-8.")}");
            }

            if (i == header.Address)
            {
                address = cell;
            }
            else if (cell.Length > 0)
            {
                variables.Add(header.Names[i], StringValue.Create(cell));
            }
        }

        return new CampaignRecipientRow(line, new CampaignRecipient(address, TemplateVariables.Of(new VariableObject(variables))));
    }

    private List<string> Cells() => [.. Enumerable.Range(0, _parser.Count).Select(i => _parser[i])];
}
