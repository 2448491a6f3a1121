using System.IO.Pipelines;
using System.Text;
using Infora.Communication.Campaigns;
using Infora.Communication.Campaigns.Upload;
using Infora.Communication.Templates;

namespace Infora.Communication.Tests.Campaigns.Upload;

public sealed class NdjsonRecipientsTests
{
    private const string Ann = """{"email":"ann@example.com"}""";

    [Fact]
    public async Task ReadAsync_GivesAddressAndVariables()
    {
        var rows = await ReadAsync(
            """{"variables":{"name":"Ann","amount":4500.50,"paid":false,"note":null,"orders":[{"id":1},{"id":2}]},"email":"ann@example.com"}""");

        var recipient = rows.Should().ContainSingle().Which.Recipient!;
        recipient.Address.Should().Be("ann@example.com");
        recipient.Variables.ToJson().ToJsonString().Should().Be(
            """{"name":"Ann","amount":4500.50,"paid":false,"note":null,"orders":[{"id":1},{"id":2}]}""");
    }

    /// <summary>Whichever way they come, the same JSON gives the same variables.</summary>
    [Theory]
    [InlineData("""{"a":"x","b":1e3,"c":0.10,"d":-0,"e":true,"f":null,"g":[],"h":{},"i":{"j":[1,"two",[3]]}}""")]
    [InlineData("""{"CustomerName":"Zoë \u00e9 😀 \"quoted\"","a.b":"dotted","":"empty name"}""")]
    [InlineData("""{"tiny":1e-40,"long":79228162514264337593543950335}""")]
    public async Task ReadAsync_GivesTheVariablesThatFromGives(string json)
    {
        var rows = await ReadAsync($$"""{"email":"ann@example.com","variables":{{json}}}""");

        rows.Single().Recipient!.Variables.ToJson().ToJsonString().Should().Be(
            TemplateVariables.From(System.Text.Json.Nodes.JsonNode.Parse(json)).ToJson().ToJsonString());
    }

    [Theory]
    [InlineData("{\"email\":\"a\"}\n{\"email\":\"b\"}\n", "1:a 2:b")]
    [InlineData("{\"email\":\"a\"}\n{\"email\":\"b\"}", "1:a 2:b")]
    [InlineData("{\"email\":\"a\"}\r\n{\"email\":\"b\"}\r\n", "1:a 2:b")]
    [InlineData("\uFEFF{\"email\":\"a\"}\n", "1:a")]
    [InlineData("\n\n  \t\r\n{\"email\":\"a\"}\n\n{\"email\":\"b\"}\n\n", "4:a 6:b")]
    [InlineData("\uFEFF\n{\"email\":\"a\"}", "2:a")]
    [InlineData("", "")]
    [InlineData("\n", "")]
    [InlineData("  { \"email\" : \"a\" }  \n", "1:a")]
    [InlineData("{\"email\":\"a\",\"variables\":null}\n", "1:a")]
    [InlineData("{\"email\":\"\"}\n", "1:")]
    public async Task ReadAsync_CountsLines(string text, string expected)
    {
        var rows = await ReadAsync(text);

        rows.Should().NotContain(row => row.Recipient == null);
        string.Join(' ', rows.Select(row => $"{row.Line}:{row.Recipient!.Address}")).Should().Be(expected);
    }

    [Theory]
    [InlineData("ann@example.com", "not well-formed JSON at byte 1")]
    [InlineData("{\"email\":}", "not well-formed JSON at byte 10")]
    [InlineData("{\"email\":\"a\"", "not well-formed JSON")]
    [InlineData("{\"email\":\"a\"} {}", "not well-formed JSON")]
    [InlineData("{\"email\":\"a\"},", "not well-formed JSON")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("\"ann@example.com\"", "must be a JSON object")]
    [InlineData("{}", "email is required")]
    [InlineData("{\"email\":null}", "email must be a string")]
    [InlineData("{\"email\":7}", "email must be a string")]
    [InlineData("{\"email\":[\"a\"]}", "email must be a string")]
    [InlineData("{\"emil\":\"a\"}", "did you mean email?")]
    [InlineData("{\"email\":\"a\",\"phone\":\"1\"}", "phone is no field here; the fields are email, variables")]
    [InlineData("{\"Email\":\"a\"}", "did you mean email?")]
    [InlineData("{\"email\":\"a\",\"email\":\"b\"}", "email is given more than once")]
    [InlineData("{\"email\":\"a\",\"variables\":[]}", "variables must be an object")]
    [InlineData("{\"email\":\"a\",\"variables\":{},\"variables\":{}}", "variables is given more than once")]
    [InlineData("{\"email\":\"a\",\"variables\":{\"b\":{\"c\":1,\"c\":2}}}", "'b.c' is given more than once")]
    [InlineData("{\"email\":\"a\",\"variables\":{\"b\":[1e400]}}", "'b[0]' is the number 1e400")]
    [InlineData("{\"email\":\"a\",\"variables\":{\"b\":\"\\u0000\"}}", "'b' has the character U+0000")]
    [InlineData("{\"email\":\"a\",\"variables\":{\"b\":\"\\ud800\"}}", "half of a surrogate pair")]
    public async Task ReadAsync_SaysWhatIsWrong_AndGoesOn(string line, string wrong)
    {
        var rows = await ReadAsync($"{Ann}\n{line}\n{Ann}\n");

        rows.Select(row => row.Line).Should().Equal(1, 2, 3);
        rows.Select(row => row.Recipient is null).Should().Equal(false, true, false);
        rows[1].Wrong.Should().Contain(wrong);
    }

    [Theory]
    [InlineData("{\"email\":\"a\u00FF\"}")]
    [InlineData("{\"email\":\"a\",\"variables\":{\"b\":\"\u00FF\"}}")]
    [InlineData("{\"email\":\"a\",\"variables\":{\"\u00FF\":1}}")]
    public async Task ReadAsync_SaysThatALineIsNotUtf8(string latin)
    {
        var rows = await ReadAsync([.. Encoding.Latin1.GetBytes(latin), .. "\n"u8, .. Encoding.UTF8.GetBytes(Ann)]);

        rows.Select(row => row.Recipient is null).Should().Equal(true, false);
        rows[0].Wrong.Should().Be("The line is not valid UTF-8.");
    }

    [Fact]
    public async Task ReadAsync_PassesOverALineThatIsTooLong()
    {
        var most = $$$"""{"email":"a","variables":{"b":"{{{new string('x', NdjsonRecipients.MaxLineLength - 36)}}}"}}""";
        most.Length.Should().Be(NdjsonRecipients.MaxLineLength - 2);

        var rows = await ReadAsync($"{most}  \n{most}   \n{Ann}\n{new string('x', 1_000_000)}\n{Ann}\n{new string('y', 200_000)}");

        rows.Select(row => (row.Line, row.Recipient is not null)).Should().Equal((1, true), (2, false), (3, true), (4, false), (5, true), (6, false));
        rows[3].Wrong.Should().Be("The line is longer than 65536 bytes.");
    }

    /// <summary>However the bytes are cut on their way, the rows are the same.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public async Task ReadAsync_DoesNotDependOnHowTheBytesCome(int size)
    {
        var text = Encoding.UTF8.GetBytes($"\uFEFF{Ann}\r\n\n{{\"email\":\"zoë@example.com\",\"variables\":{{\"name\":\"Zoë 😀\"}}}}\nwrong\n{Ann}");
        var pipe = new Pipe();
        var writing = WriteAsync();

        var rows = await NdjsonRecipients.ReadAsync(MessageChannel.Email, pipe.Reader).ToListAsync();

        await writing;
        rows.Select(row => row.Line).Should().Equal(1, 3, 4, 5);
        rows[1].Recipient!.Variables.ToJson()["name"]!.GetValue<string>().Should().Be("Zoë 😀");
        rows[2].Wrong.Should().Contain("not well-formed");

        async Task WriteAsync()
        {
            foreach (var part in text.Chunk(size))
            {
                await pipe.Writer.WriteAsync(part);
            }

            await pipe.Writer.CompleteAsync();
        }
    }

    [Fact]
    public async Task ReadAsync_StopsWhenItIsCancelled()
    {
        using var stop = new CancellationTokenSource();
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(Ann + "\n"));
        await using var rows = NdjsonRecipients.ReadAsync(MessageChannel.Email, pipe.Reader, stop.Token).GetAsyncEnumerator(CancellationToken.None);
        (await rows.MoveNextAsync()).Should().BeTrue();

        var next = rows.MoveNextAsync().AsTask();
        await stop.CancelAsync();

        await next.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task ReadAsync_TakesThePhone_ForTextMessages()
    {
        var rows = await ReadAsync(Encoding.UTF8.GetBytes("{\"phone\":\"0712345678\"}\n{\"email\":\"a\"}"), MessageChannel.Sms);

        rows[0].Recipient!.Address.Should().Be("0712345678");
        rows[1].Wrong.Should().Contain("the fields are phone, variables");
    }

    private static Task<List<CampaignRecipientRow>> ReadAsync(string text) => ReadAsync(Encoding.UTF8.GetBytes(text));

    private static async Task<List<CampaignRecipientRow>> ReadAsync(byte[] text, MessageChannel channel = MessageChannel.Email)
    {
        using var stream = new MemoryStream(text);
        return await NdjsonRecipients.ReadAsync(channel, stream).ToListAsync();
    }
}
