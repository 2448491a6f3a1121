using System.Text;
using Infora.Communication.Campaigns;
using Infora.Communication.Campaigns.Upload;

namespace Infora.Communication.Tests.Campaigns.Upload;

public sealed class CsvRecipientsTests
{
    [Theory]
    [InlineData("email,name\nann@example.com,Ann\n", """2:ann@example.com {"name":"Ann"}""")]
    [InlineData("email,name\r\nann@example.com,Ann\r\n", """2:ann@example.com {"name":"Ann"}""")]
    [InlineData("email,name\nann@example.com,Ann", """2:ann@example.com {"name":"Ann"}""")]
    [InlineData("\uFEFFname,EMail\nAnn,ann@example.com\n", """2:ann@example.com {"name":"Ann"}""")]
    [InlineData(" email , name \nann@example.com, Ann \n", """2:ann@example.com {"name":" Ann "}""")]
    [InlineData("email,amount\na,007\nb,1.50\n", """2:a {"amount":"007"} | 3:b {"amount":"1.50"}""")]
    [InlineData("email,note\na,\nb,\"\"\nc\n", "2:a {} | 3:b {} | 4:c {}")]
    [InlineData("email,note\n\n\na,x\n\nb,y\n\n", """4:a {"note":"x"} | 6:b {"note":"y"}""")]
    [InlineData("\n\nemail\na\n", "4:a {}")]
    [InlineData("email,note\na,\"two\nlines\"\nb,\"three\r\n\r\nlines\"\nc,x\n", """2:a {"note":"two\nlines"} | 4:b {"note":"three\r\n\r\nlines"} | 7:c {"note":"x"}""")]
    [InlineData("email,note\na,\"say \"\"hi\"\", Ann\"\n", """2:a {"note":"say \u0022hi\u0022, Ann"}""")]
    [InlineData("email,note\na,it's 5\n", """2:a {"note":"it\u0027s 5"}""")]
    [InlineData("email\n", "")]
    [InlineData("email,phone\na,0712\n", """2:a {"phone":"0712"}""")]
    public async Task ReadAsync_GivesAddressesAndVariables(string text, string expected)
    {
        var rows = await ReadAsync(text);

        rows.Should().NotContain(row => row.Recipient == null);
        string.Join(" | ", rows.Select(row => $"{row.Line}:{row.Recipient!.Address} {row.Recipient.Variables.ToJson().ToJsonString()}")).Should().Be(expected);
    }

    [Theory]
    [InlineData("", "There is no header row.")]
    [InlineData("\n\n", "There is no header row.")]
    [InlineData("ann@example.com,Ann\nbob@example.com,Bob\n", "The header row has no column email; its first line must name the columns.")]
    [InlineData("email;name\na;Ann\n", "The header row has no column email; separate the columns with commas.")]
    [InlineData("phone,name\n", "no column email")]
    [InlineData("email,Email\n", "more than one column email")]
    [InlineData("email,name,name\n", "the column name more than once")]
    [InlineData("email,,name\n", "Column 2 of the header row has no name")]
    [InlineData("email,na\"me\n", "The header row has a quote inside")]
    public async Task OpenAsync_SaysWhatIsWrongWithTheHeader(string text, string wrong)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));

        using var csv = await CsvRecipients.OpenAsync(MessageChannel.Email, stream);

        csv.Wrong.Should().Contain(wrong);
        await FluentActions.Awaiting(() => csv.ReadAsync().ToListAsync().AsTask()).Should().ThrowAsync<InvalidOperationException>();
    }

    [Theory]
    [InlineData("a,b,c", "The row has 3 cells, and the header row 2.")]
    [InlineData("a,b\"c", "name has a quote inside, and does not begin with one.")]
    [InlineData("a,\"b\"c", "name has a quote inside")]
    [InlineData("a,b\0", "name is not valid UTF-8.")]
    public async Task ReadAsync_SaysWhatIsWrong_AndGoesOn(string row, string wrong)
    {
        var rows = await ReadAsync($"email,name\nann@example.com,Ann\n{row}\nbob@example.com,Bob\n");

        rows.Select(read => (read.Line, read.Recipient is null)).Should().Equal((2, false), (3, true), (4, false));
        rows[1].Wrong.Should().Contain(wrong);
    }

    [Fact]
    public async Task ReadAsync_SaysThatACellIsNotUtf8()
    {
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes("email,name\na,Zo\u00EB\nb,Bob\n"));
        using var csv = await CsvRecipients.OpenAsync(MessageChannel.Email, stream);

        var rows = await csv.ReadAsync().ToListAsync();

        rows.Select(row => row.Wrong).Should().Equal("name is not valid UTF-8.", null);
    }

    [Fact]
    public async Task ReadAsync_EndsAtARowThatHasNoEnd_WithoutHoldingIt()
    {
        using var endless = new RepeatedStream("email,name\na,Ann\nb,\"", "never closed\n", 20_000_000);
        using var csv = await CsvRecipients.OpenAsync(MessageChannel.Email, endless);

        var rows = await csv.ReadAsync().ToListAsync();

        rows.Select(row => (row.Line, row.Recipient is null)).Should().Equal((2, false), (3, true));
        rows[1].Wrong.Should().Contain("a quote may not be closed");
        endless.Given.Should().BeLessThan(200_000);
    }

    [Fact]
    public async Task OpenAsync_RefusesAHeaderThatHasNoEnd()
    {
        using var endless = new RepeatedStream("email", ",column", 20_000_000);

        using var csv = await CsvRecipients.OpenAsync(MessageChannel.Email, endless);

        csv.Wrong.Should().Contain("longer than 65536 characters");
    }

    [Fact]
    public async Task ReadAsync_TakesManyRows()
    {
        var text = new StringBuilder("email,name\n");
        for (var i = 0; i < 50_000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"r{i}@example.com,R{i}\n");
        }

        var rows = await ReadAsync(text.ToString());

        rows.Should().HaveCount(50_000);
        rows[^1].Line.Should().Be(50_001);
        rows.Should().OnlyContain(row => row.Wrong == null);
    }

    private static async Task<List<CampaignRecipientRow>> ReadAsync(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var csv = await CsvRecipients.OpenAsync(MessageChannel.Email, stream);
        csv.Wrong.Should().BeNull();
        return await csv.ReadAsync().ToListAsync();
    }

    /// <summary>A beginning, and then the same over and over.</summary>
    private sealed class RepeatedStream(string beginning, string repeated, long most) : Stream
    {
        private readonly byte[] _beginning = Encoding.UTF8.GetBytes(beginning);
        private readonly byte[] _repeated = Encoding.UTF8.GetBytes(repeated);

        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var given = 0;
            for (; given < count && Given < most; given++, Given++)
            {
                buffer[offset + given] = Given < _beginning.Length ? _beginning[Given] : _repeated[(Given - _beginning.Length) % _repeated.Length];
            }

            return given;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            Task.FromResult(Read(buffer, offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var copy = new byte[buffer.Length];
            var read = Read(copy, 0, copy.Length);
            copy.AsMemory(0, read).CopyTo(buffer);
            return ValueTask.FromResult(read);
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
