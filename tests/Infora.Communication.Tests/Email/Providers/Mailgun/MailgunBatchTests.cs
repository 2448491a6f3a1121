using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;
using Infora.Communication.Email;
using Infora.Communication.Email.Providers.Mailgun;
using Infora.Communication.Providers;
using Infora.Communication.Tests.Providers.Http;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Infora.Communication.Tests.Email.Providers.Mailgun;

public sealed partial class MailgunBatchTests : IDisposable
{
    private readonly WireMockServer _vendor = WireMockServer.Start();
    private readonly ProviderHttpHost _http = new();

    public MailgunBatchTests() => Answer(10, _ => true, 200, MailgunHost.Queued);

    public void Dispose()
    {
        _vendor.Dispose();
        _http.Dispose();
    }

    [Fact]
    public async Task SendBatchAsync_SendsOneForm_InWhichEveryRecipientHasItsOwnVariables()
    {
        var batch = Batch(["Ann", ""]);

        var results = await SendAsync(batch);

        results.Should().HaveCount(2).And.OnlyContain(result => result.MessageId == "20260102030405.1.ABCDEF@mg.example.com");
        var form = Forms().Should().ContainSingle().Subject;
        form.Select(field => field.Name).Should().Equal("from", "to", "to", "subject", "text", "html", "v:comm_id", "recipient-variables");
        form.Where(field => field.Name is "to").Select(field => field.Value).Should().Equal("r0@example.com", "r1@example.com");
        Value(form, "subject").Should().Be("Due, %recipient.s0%");
        Value(form, "v:comm_id").Should().Be("%recipient.comm_id%");
        var variables = JsonNode.Parse(Value(form, "recipient-variables"))!;
        variables["r1@example.com"]!["comm_id"]!.GetValue<string>().Should().Be(batch.Messages[1].Id.ToString());
        variables["r1@example.com"]!["s0"]!.GetValue<string>().Should().BeEmpty("a variable without a value would stay in the mail as it is");
    }

    [Fact]
    public async Task EachRecipientGetsTheTextThatWasRendered_Exactly()
    {
        await Gen.String.Array[2, 5].SampleAsync(async values =>
        {
            _vendor.ResetLogEntries();
            var batch = Batch([.. values.Select(value => $"{LineBreaks().Replace(value, "")} %x% \"<&>ü")]);

            await SendAsync(batch);

            Received(Forms().Single()).Should().Equal(batch.Messages.Select(mail => (mail.Subject, mail.TextBody, mail.HtmlBody)));
        }, iter: 50, threads: 1);
    }

    [Fact]
    public async Task AMailThatSaysAPlaceholder_GoesAlone()
    {
        await SendAsync(Batch(["Ann", "%recipient.s0%", "Eve"]));

        Forms().Select(form => form.Count(field => field.Name is "to")).Should().Equal(2, 1);
        Value(Forms()[1], "subject").Should().Be("Due, %recipient.s0%");
    }

    [Fact]
    public async Task AMailWhoseNameSaysAPlaceholder_GoesAlone()
    {
        await SendAsync(Batch(["Ann", "Bob", "Eve"], mail => mail.To.Address[1] is '1' ? mail with { To = mail.To with { Name = "%Recipient.s0%" } } : mail));

        Forms().Select(form => form.Count(field => field.Name is "to")).Should().Equal(2, 1);
        Value(Forms()[1], "to").Should().Be("\"%Recipient.s0%\" <r1@example.com>");
    }

    [Theory]
    [InlineData("from")]
    [InlineData("reply_to")]
    [InlineData("tag")]
    public async Task MailsOfWhichAllSayAPlaceholder_GoAlone(string where)
    {
        var named = new EmailAddress("billing@example.com", "%recipient.s0%");

        await SendAsync(Batch(["Ann", "Bob"], mail => where switch
        {
            "from" => mail with { From = named },
            "reply_to" => mail with { ReplyTo = named },
            _ => mail with { Tags = ["%recipient.s0%"] },
        }));

        Forms().Should().HaveCount(2);
        Forms().Should().OnlyContain(form => !form.Any(field => field.Name == "recipient-variables"));
    }

    [Fact]
    public async Task AMailWithoutText_GoesAlone_WithoutAnEmptyPart()
    {
        await SendAsync(WithTexts("Ann", "", "Eve"));

        Forms().Select(form => form.Count(field => field.Name is "to")).Should().Equal(2, 1);
        Forms()[1].Select(field => field.Name).Should().NotContain("text").And.Contain("html");
    }

    [Fact]
    public async Task MailsOfWhichNoneHasText_GoTogether_WithoutAnEmptyPart()
    {
        await SendAsync(WithTexts("", ""));

        Forms().Should().ContainSingle().Which.Select(field => field.Name).Should().NotContain("text");
    }

    [Fact]
    public async Task ABatchThatIsTooLarge_IsSplit()
    {
        var much = new string('x', 2_000_000);

        var results = await SendAsync(Batch([$"{much}a", $"{much}b"]));

        results.Should().OnlyContain(result => result.Status == SendStatus.Sent);
        Forms().Should().HaveCount(2);
    }

    [Fact]
    public async Task AMailWithHeadersThatTheOthersDoNotHave_GoesAlone()
    {
        await SendAsync(Batch(["Ann", "Bob", "Eve"], mail => mail.To.Address[1] is not '0'
            ? mail with { Headers = new Dictionary<string, string> { ["X-Own"] = mail.To.Address } }
            : mail));

        Forms().Select(form => form.Count(field => field.Name is "to")).Should().Equal(1, 1, 1);
    }

    [Fact]
    public async Task AHeaderWithAValueForEach_IsFilledInForEach()
    {
        await SendAsync(Batch(["Ann", "Bob"], mail => mail with
        {
            Headers = new Dictionary<string, string> { ["List-Unsubscribe"] = $"<https://example.com/{mail.To.Address}>", ["X-Run"] = "7" },
        }));

        var form = Forms().Should().ContainSingle().Subject;
        Value(form, "h:X-Run").Should().Be("7");
        Value(form, "h:List-Unsubscribe").Should().Be("%recipient.h:List-Unsubscribe%");
        JsonNode.Parse(Value(form, "recipient-variables"))!["r1@example.com"]!["h:List-Unsubscribe"]!.GetValue<string>()
            .Should().Be("<https://example.com/r1@example.com>");
    }

    [Fact]
    public async Task OneBadAddress_FailsAlone()
    {
        Answer(1, body => body.Contains("r5@", StringComparison.Ordinal), 400, """{"message":"to parameter is not a valid address. please check documentation"}""");

        var results = await SendAsync(Batch([.. Enumerable.Range(0, 8).Select(i => $"Name {i}")]));

        results[5].Error!.Code.Should().Be(ErrorCode.InvalidRecipient);
        results.Where((_, i) => i != 5).Should().OnlyContain(result => result.Status == SendStatus.Sent);
    }

    [Fact]
    public async Task AFaultOfTheAccount_EndsTheBatch()
    {
        Answer(1, _ => true, 401, "Forbidden");

        var results = await SendAsync(Batch(["Ann", "Bob"]));

        _vendor.LogEntries.Should().ContainSingle();
        results.Should().HaveCount(2).And.OnlyContain(result => result.Error!.Code == ErrorCode.Authentication);
    }

    private static EmailBatch Batch(string[] values, Func<OutgoingEmail, OutgoingEmail>? change = null)
    {
        List<OutgoingEmail> mails = [.. values.Select((value, i) => MailgunHost.Mail with
        {
            Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
            To = new EmailAddress($"r{i}@example.com"),
            Subject = $"Due, {value}",
            TextBody = $"Dear {value}: KES 5",
            HtmlBody = $"<p>Dear {value}</p>",
        }).Select(mail => change?.Invoke(mail) ?? mail)];
        return new EmailBatch(mails, Shared(mail => mail.Subject, 5), Shared(mail => mail.HtmlBody!, 8), Shared(mail => mail.TextBody, 5));

        SharedText Shared(Func<OutgoingEmail, string> part, int start) =>
            SharedText.Of(mails.ConvertAll(mail => part(mail)), [.. values.Select(value => new[] { start..(start + value.Length) })]);
    }

    private static EmailBatch WithTexts(params string[] texts)
    {
        var batch = Batch([.. texts.Select((_, i) => $"Name {i}")]);
        return new EmailBatch(
            [.. batch.Messages.Select((mail, i) => mail with { TextBody = texts[i] })],
            batch.Subject,
            batch.HtmlBody,
            SharedText.Of(texts, [.. texts.Select(text => new[] { 0..text.Length })]));
    }

    /// <summary>What Mailgun makes of a form for each recipient.</summary>
    private static IEnumerable<(string Subject, string Text, string? Html)> Received(List<(string Name, string Value)> form)
    {
        var variables = JsonNode.Parse(Value(form, "recipient-variables"))!;
        return form.Where(field => field.Name is "to").Select(field =>
            (Fill("subject", field.Value), Fill("text", field.Value), (string?)Fill("html", field.Value)));

        string Fill(string part, string recipient) => Place().Replace(Value(form, part), match => variables[recipient]![match.Groups[1].Value]!.GetValue<string>());
    }

    private static string Value(List<(string Name, string Value)> form, string name) => form.Single(field => field.Name == name).Value;

    private Task<IReadOnlyList<ProviderResult>> SendAsync(EmailBatch batch)
    {
        var options = new MailgunOptions { ApiKey = MailgunHost.ApiKey, Domain = "mg.example.com", SenderEmail = "billing@example.com", BaseUrl = new Uri(_vendor.Url!) };
        return new MailgunProvider(options, _http.Client).SendBatchAsync(batch, default);
    }

    private List<List<(string Name, string Value)>> Forms() =>
        [.. _vendor.LogEntries.Select(entry => Field().Matches(entry.RequestMessage!.Body ?? System.Text.Encoding.UTF8.GetString(entry.RequestMessage.BodyAsBytes!))
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value)).ToList())];

    private void Answer(int priority, Func<string, bool> body, int status, string answer) => _vendor
        .Given(Request.Create().WithPath("/v3/mg.example.com/messages").UsingPost()
            .WithBody(bytes => body(System.Text.Encoding.UTF8.GetString(bytes ?? []))))
        .AtPriority(priority)
        .RespondWith(Response.Create().WithStatusCode(status).WithBody(answer));

    [GeneratedRegex("""name="([^"]+)"\r\n\r\n(.*?)\r\n--""", RegexOptions.Singleline)]
    private static partial Regex Field();

    [GeneratedRegex("%recipient\\.(\\w+)%")]
    private static partial Regex Place();

    [GeneratedRegex("[\\r\\n\\0]")]
    private static partial Regex LineBreaks();
}
