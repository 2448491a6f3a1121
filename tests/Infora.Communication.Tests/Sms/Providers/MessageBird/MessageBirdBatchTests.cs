using Infora.Communication.Providers;
using Infora.Communication.Sms;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Infora.Communication.Tests.Sms.Providers.MessageBird;

public sealed class MessageBirdBatchTests : IDisposable
{
    private const string Taken = """
        {"id":"mb-1","recipients":{"totalCount":2,"items":[
         {"recipient":254733000222,"status":"sent","messagePartCount":1},{"recipient":254712000111,"status":"sent","messagePartCount":1}]}}
        """;

    private readonly MessageBirdHost _vendor = new();
    private readonly WireMockServer _server = WireMockServer.Start();

    public void Dispose()
    {
        _vendor.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task SendBatchAsync_SendsOneRequest_WithAReferenceThatIsNoMessageId()
    {
        Answer(_ => true, 201, Taken);

        var results = await SendAsync("+254712000111", "+254733000222");

        results.Should().Equal(ProviderResult.Sent("mb-1", 1), ProviderResult.Sent("mb-1", 1));
        _server.LogEntries.Should().ContainSingle().Which.RequestMessage!.Body.Should().Be(
            """{"originator":"INFORA","recipients":["254712000111","254733000222"],"body":"Asante","datacoding":"auto","reference":"batch"}""");
    }

    [Fact]
    public async Task SendBatchAsync_GivesAnAddressThatNamesNoMessage_SinceTheReportsOfAllComeToIt()
    {
        Answer(_ => true, 201, Taken);

        await ((ISmsBatchProvider)_vendor.Provider(options => options.BaseUrl = new Uri(_server.Url!))).SendBatchAsync(
            [Sms("+254712000111") with { StatusCallback = Callback("1") }, Sms("+254733000222") with { StatusCallback = Callback("2") }], default);

        _server.LogEntries.Should().ContainSingle().Which.RequestMessage!.Body.Should().Contain("\"reportUrl\":\"https://cb.example.co.ke/w/7/k7Qd\"}");

        static Uri Callback(string message) => new($"https://cb.example.co.ke/w/7/k7Qd?message={message}");
    }

    [Fact]
    public async Task SendBatchAsync_LeavesANumberUncertain_ThatTheAnswerDoesNotName()
    {
        Answer(_ => true, 201, Taken);

        var results = await SendAsync("+254712000111", "+254799000999");

        results.Select(result => result.Status).Should().Equal(SendStatus.Sent, SendStatus.Uncertain);
    }

    [Fact]
    public async Task SendBatchAsync_FindsTheBadNumber_WhenItIsNotNamed()
    {
        Answer(_ => true, 201, Taken);
        Answer(
            body => body.Contains("254700", StringComparison.Ordinal), 422,
            """{"errors":[{"code":9,"description":"no (correct) recipients found","parameter":"recipients"}]}""");

        var results = await SendAsync("+254712000111", "+254733000222", "+254700000000");

        results.Select(result => result.Status).Should().Equal(SendStatus.Sent, SendStatus.Sent, SendStatus.Rejected);
        results[2].Error!.Code.Should().Be(ErrorCode.InvalidRecipient);
    }

    [Fact]
    public async Task SendBatchAsync_EndsWithTheRequest_WhenTheAccountIsRefused()
    {
        Answer(_ => true, 401, """{"errors":[{"code":2,"description":"Request not allowed (incorrect access_key)","parameter":"access_key"}]}""");

        var results = await SendAsync("+254712000111", "+254733000222");

        _server.LogEntries.Should().ContainSingle();
        results.Should().HaveCount(2).And.OnlyContain(result => result.Error!.Code == ErrorCode.Authentication);
    }

    private Task<IReadOnlyList<ProviderResult>> SendAsync(params string[] numbers) =>
        ((ISmsBatchProvider)_vendor.Provider(options => options.BaseUrl = new Uri(_server.Url!))).SendBatchAsync(
            [.. numbers.Select(Sms)],
            default);

    private static OutgoingSms Sms(string number) =>
        new(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), number, "Asante", SmsSegments.Count("Asante"));

    private void Answer(Func<string, bool> body, int status, string answer) => _server
        .Given(Request.Create().WithBody(text => body(text ?? "")))
        .AtPriority(status is 201 ? 10 : 1)
        .RespondWith(Response.Create().WithStatusCode(status).WithBody(answer));
}
