using System.Text.Json.Nodes;
using CsCheck;
using Infora.Communication.Email;
using Infora.Communication.Email.Providers.SendGrid;
using Infora.Communication.Providers;
using Infora.Communication.Tests.Providers.Http;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Infora.Communication.Tests.Email.Providers.SendGrid;

public sealed class SendGridBatchTests : IDisposable
{
    private readonly WireMockServer _vendor = WireMockServer.Start();
    private readonly ProviderHttpHost _http = new();

    public SendGridBatchTests() => Answer(1000, _ => true, 202, "");

    public void Dispose()
    {
        _vendor.Dispose();
        _http.Dispose();
    }

    [Fact]
    public async Task SendBatchAsync_SendsOneRequest_WithAPersonalizationForEach()
    {
        var batch = Batch(Values("Ann", "Bob"), mail => mail with
        {
            ReplyTo = new EmailAddress("help@example.com"),
            Tags = ["due"],
            Headers = new Dictionary<string, string> { ["X-For"] = mail.To.Address },
        });

        var results = await SendAsync(batch);

        results.Should().Equal(ProviderResult.Sent("sg-1"), ProviderResult.Sent("sg-1"));
        var sent = Bodies().Should().ContainSingle().Subject;
        sent.Select(member => member.Key).Should().Equal("personalizations", "from", "reply_to", "subject", "content", "categories");
        sent["reply_to"]!["email"]!.GetValue<string>().Should().Be("help@example.com");
        sent["categories"]!.ToJsonString().Should().Be("""["due"]""");
        var second = sent["personalizations"]![1]!.AsObject();
        second.Select(member => member.Key).Should().Equal("to", "headers", "substitutions", "custom_args");
        second["to"]!.ToJsonString().Should().Be("""[{"email":"r1@example.com"}]""");
        second["headers"]!.ToJsonString().Should().Be("""{"X-For":"r1@example.com"}""");
        second["custom_args"]!["comm_id"]!.GetValue<string>().Should().Be(batch.Messages[1].Id.ToString());
        Received(sent).Should().Equal(batch.Messages.Select(mail => (mail.Subject, mail.TextBody, mail.HtmlBody)));
    }

    [Fact]
    public async Task EachRecipientGetsTheTextThatWasRendered_Exactly()
    {
        await Gen.String.Array[2, 6].SampleAsync(async values =>
        {
            _vendor.ResetLogEntries();
            var batch = Batch([.. values.Select(value => value.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal) + "-x0-")], mail => mail);

            await SendAsync(batch);

            Bodies().SelectMany(Received).Should().Equal(batch.Messages.Select(mail => (mail.Subject, mail.TextBody, mail.HtmlBody)));
        }, iter: 50, threads: 1);
    }

    [Fact]
    public async Task OneBadAddress_FailsAlone_WhenSendGridNamesIt()
    {
        Answer(1, body => body.Contains("r3@", StringComparison.Ordinal), 400,
            """{"errors":[{"message":"Does not contain a valid address.","field":"personalizations.3.to.0.email","help":null}]}""");

        var results = await SendAsync(Batch(Values(Names(10)), mail => mail));

        results[3].Status.Should().Be(SendStatus.Rejected);
        results[3].Error!.Code.Should().Be(ErrorCode.InvalidRecipient);
        results.Where((_, i) => i != 3).Should().OnlyContain(result => result.Status == SendStatus.Sent);
        _vendor.LogEntries.Should().HaveCount(2);
    }

    [Fact]
    public async Task EachBadMail_IsBlamedForItsOwnFault()
    {
        Answer(1, body => body.Contains("r1@", StringComparison.Ordinal), 400, """
            {"errors":[{"message":"Does not contain a valid address.","field":"personalizations.1.to.0.email","help":null},
                       {"message":"Header not allowed.","field":"personalizations.2.headers","help":null}]}
            """);

        var results = await SendAsync(Batch(Values(Names(4)), mail => mail));

        results.Select(result => result.Error?.Code).Should().Equal(null, ErrorCode.InvalidRecipient, ErrorCode.InvalidContent, null);
        results[2].Error!.Message.Should().Contain("Header not allowed").And.NotContain("valid address");
    }

    [Fact]
    public async Task OneBadMail_IsFoundByHalves_WhenSendGridNamesNone()
    {
        Answer(1, body => body.Contains("r777@", StringComparison.Ordinal), 400, """{"errors":[{"message":"Bad Request","field":null,"help":null}]}""");

        var results = await SendAsync(Batch(Values(Names(1000)), mail => mail));

        results.Count(result => result.Status is SendStatus.Sent).Should().Be(999);
        results[777].Status.Should().Be(SendStatus.Rejected);
        _vendor.LogEntries.Count.Should().BeLessThan(25);
    }

    [Fact]
    public async Task AFaultInWhatAllShare_RefusesAllAtOnce()
    {
        Answer(1, _ => true, 400, """{"errors":[{"message":"The category is too long.","field":"categories","help":null}]}""");

        var results = await SendAsync(Batch(Values(Names(8)), mail => mail));

        _vendor.LogEntries.Should().ContainSingle();
        results.Should().HaveCount(8).And.OnlyContain(result => result.Status == SendStatus.Rejected);
    }

    [Fact]
    public async Task AFaultOfTheAccount_EndsTheBatch()
    {
        Answer(1, body => body.Contains("r0@", StringComparison.Ordinal) && body.Contains("r9@", StringComparison.Ordinal), 400, """{"errors":[{"message":"Bad Request","field":null}]}""");
        Answer(2, body => body.Contains("r0@", StringComparison.Ordinal), 503, "");

        var results = await SendAsync(Batch(Values(Names(10)), mail => mail));

        _vendor.LogEntries.Should().HaveCount(2);
        results.Take(5).Should().OnlyContain(result => result.Status == SendStatus.Uncertain);
        results.Skip(5).Should().OnlyContain(result => result.Status == SendStatus.Unavailable, "they were never handed over");
    }

    [Fact]
    public async Task AMailWithTooMuchOfItsOwn_GoesAlone()
    {
        var batch = Batch(Values("Ann", new string('x', 10_001), "Eve"), mail => mail);

        var results = await SendAsync(batch);

        results.Should().OnlyContain(result => result.Status == SendStatus.Sent);
        Bodies().Select(body => body["personalizations"]!.AsArray().Count).Should().Equal(2, 1);
        Bodies().Last()["custom_args"]!["comm_id"]!.GetValue<string>().Should().Be(batch.Messages[1].Id.ToString());
    }

    [Fact]
    public async Task ABatchThatIsTooLarge_IsSplit()
    {
        // Each says 9,900 bytes of its own, which JSON doubles.
        var values = Enumerable.Range(0, 1000).Select(i => $"{i}{new string('"', 3_250)}").ToArray();

        var results = await SendAsync(Batch(values, mail => mail with { Headers = new Dictionary<string, string> { ["X-Own"] = string.Join(' ', Enumerable.Repeat(@"\\\\", 500)) } }));

        results.Should().OnlyContain(result => result.Status == SendStatus.Sent);
        _vendor.LogEntries.Select(entry => entry.RequestMessage!.Body!.Length).Should().HaveCount(2).And.OnlyContain(length => length < 20_000_000);
        Bodies().SelectMany(body => body["personalizations"]!.AsArray()).Select(one => one!["to"]![0]!["email"]!.GetValue<string>())
            .Should().Equal(Enumerable.Range(0, 1000).Select(i => $"r{i}@example.com"));
    }

    [Fact]
    public async Task ARateLimitWithinTheHalves_LeavesTheRestUnsent_AndWhatWasTakenSent()
    {
        Answer(1, body => body.Contains("r0@", StringComparison.Ordinal) && body.Contains("r7@", StringComparison.Ordinal), 400, """{"errors":[{"message":"Bad Request","field":null}]}""");
        Answer(2, body => body.Contains("r4@", StringComparison.Ordinal) && body.Contains("r7@", StringComparison.Ordinal), 400, """{"errors":[{"message":"Bad Request","field":null}]}""");
        Answer(3, body => body.Contains("r4@", StringComparison.Ordinal), 429, """{"errors":[{"field":null,"message":"too many requests"}]}""", ("Retry-After", "90"));

        var results = await SendAsync(Batch(Values(Names(8)), mail => mail));

        _vendor.LogEntries.Should().HaveCount(4, "eight, the first four, the last four, and two of these");
        results.Take(4).Should().OnlyContain(result => result.Status == SendStatus.Sent);
        results.Skip(4).Should().OnlyContain(result =>
            result.Status == SendStatus.Unavailable && result.Error!.Code == ErrorCode.RateLimited && result.RetryAfter == TimeSpan.FromSeconds(90));
    }

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"Name {i}")];

    private static string[] Values(params string[] values) => values;

    private static EmailBatch Batch(string[] values, Func<OutgoingEmail, OutgoingEmail> change)
    {
        const string Start = "<p>Dear ";
        List<OutgoingEmail> mails = [.. values.Select((value, i) => change(SendGridHost.Mail with
        {
            Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
            To = new EmailAddress($"r{i}@example.com"),
            Subject = $"Due, {value}",
            TextBody = $"Dear {value}: KES 5",
            HtmlBody = $"{Start}{value}, KES 5</p>",
        }))];
        return new EmailBatch(
            mails,
            Shared(mails, mail => mail.Subject, "Due, ".Length, values),
            Shared(mails, mail => mail.HtmlBody!, Start.Length, values),
            Shared(mails, mail => mail.TextBody, "Dear ".Length, values));
    }

    private static SharedText Shared(List<OutgoingEmail> mails, Func<OutgoingEmail, string> part, int start, string[] values) =>
        SharedText.Of(mails.ConvertAll(mail => part(mail)), [.. values.Select(value => new[] { start..(start + value.Length) })]);

    /// <summary>What SendGrid makes of a request: each token replaced, wherever it stands.</summary>
    private static IEnumerable<(string Subject, string Text, string? Html)> Received(JsonObject request)
    {
        var texts = new[] { request["subject"]!, request["content"]![0]!["value"]!, request["content"]![1]!["value"]! };
        foreach (var one in request["personalizations"]!.AsArray())
        {
            var own = (one!["substitutions"] as JsonObject ?? []).Select(pair => (pair.Key, Value: pair.Value!.GetValue<string>())).ToList();
            var whole = texts.Select(text => own.Aggregate(text.GetValue<string>(), (made, pair) => made.Replace(pair.Key, pair.Value, StringComparison.Ordinal))).ToList();
            yield return (whole[0], whole[1], whole[2]);
        }
    }

    private Task<IReadOnlyList<ProviderResult>> SendAsync(EmailBatch batch)
    {
        var options = new SendGridOptions { ApiKey = SendGridHost.ApiKey, SenderEmail = "billing@example.com", BaseUrl = new Uri(_vendor.Url!) };
        return new SendGridProvider(options, _http.Client).SendBatchAsync(batch, default);
    }

    private List<JsonObject> Bodies() => [.. _vendor.LogEntries.Select(entry => JsonNode.Parse(entry.RequestMessage!.Body!)!.AsObject())];

    private void Answer(int priority, Func<string, bool> body, int status, string answer, params (string Name, string Value)[] headers) => _vendor
        .Given(Request.Create().WithPath("/v3/mail/send").UsingPost().WithBody(text => body(text ?? "")))
        .AtPriority(priority)
        .RespondWith(headers.Aggregate(
            Response.Create().WithStatusCode(status).WithHeader("X-Message-Id", "sg-1").WithBody(answer), (made, header) => made.WithHeader(header.Name, header.Value)));
}
