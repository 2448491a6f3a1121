using System.Net;
using System.Text;
using Infora.Communication.Providers.Http;
using Infora.Communication.TestSupport.Http;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Infora.Communication.Tests.Providers.Http;

public sealed class ProviderHttpClientTests : IDisposable
{
    private readonly ProviderHttpHost _host = new();
    private readonly WireMockServer _server = WireMockServer.Start();

    public void Dispose()
    {
        _server.Dispose();
        _host.Dispose();
    }

    [Fact]
    public async Task SendAsync_ReturnsTheAnswer_WhenTheVendorGivesOne()
    {
        Answer(Response.Create().WithStatusCode(201).WithHeader("X-Message-Id", "m-1").WithBody("{\"sid\":\"ü\"}"));

        var answer = await PostAsync();

        answer.Failure.Should().BeNull();
        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        answer.IsSuccess.Should().BeTrue();
        answer.Header("x-message-id").Should().Be("m-1");
        answer.Header("X-Other").Should().BeNull();
        answer.Text.Should().Be("{\"sid\":\"ü\"}");
        answer.RetryAfter.Should().BeNull();
    }

    [Fact]
    public async Task SendAsync_SendsTheRequestAsItIs_WithoutCookiesOrTraceHeaders()
    {
        Answer(Response.Create().WithStatusCode(200).WithHeader("Set-Cookie", "session=1; Path=/"));
        using var activity = new System.Diagnostics.Activity("caller").Start();

        await PostAsync();
        await PostAsync();

        _server.LogEntries.Should().HaveCount(2).And.AllSatisfy(entry =>
        {
            var request = entry.RequestMessage!;
            request.Method.Should().Be("POST");
            request.Body.Should().Be("To=%2B254712000111&Body=a+b");
            request.Headers!.Keys.Should().BeEquivalentTo("Host", "Content-Type", "Content-Length", "User-Agent");
            request.Headers["Content-Type"].Should().Equal("application/x-www-form-urlencoded");
            request.Headers["User-Agent"].Single().Should().MatchRegex(@"^Infora\.Communication/\d+\.\d+\.\d+$");
        });
    }

    [Fact]
    public async Task SendAsync_CanRepeatABodyThatIsAStream_WhenTheVendorAsksForIt()
    {
        AnswerInTurn(Response.Create().WithStatusCode(429), Response.Create().WithStatusCode(202));
        using var request = Post(_server.Url!);
        request.Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes("once")));

        var answer = await _host.Client.SendAsync(request, default);

        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        _server.LogEntries.Select(entry => entry.RequestMessage!.Body).Should().Equal("once", "once");
    }

    [Fact]
    public async Task SendAsync_CanRepeatAFormOfParts_WhenTheVendorAsksForIt()
    {
        AnswerInTurn(Response.Create().WithStatusCode(429), Response.Create().WithStatusCode(202));
        using var request = Post(_server.Url!);
        request.Content = new MultipartContent("form-data", "b")
        {
            new ReadOnlyMemoryContent("in memory"u8.ToArray()),
            new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes("once"))),
        };

        var answer = await _host.Client.SendAsync(request, default);

        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        _server.LogEntries.Should().HaveCount(2).And.AllSatisfy(entry =>
            Encoding.UTF8.GetString(entry.RequestMessage!.BodyAsBytes!).Should().Contain("in memory").And.Contain("once"));
    }

    [Fact]
    public async Task SendAsync_LeavesOutTheRest_WhenTheAnswerIsTooLong()
    {
        Answer(Response.Create().WithStatusCode(400).WithBody(new string('x', 400_000)));

        var answer = await PostAsync();

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        answer.Body.Length.Should().Be(256 * 1024);
    }

    [Fact]
    public async Task SendAsync_DoesNotFollow_WhenTheVendorRedirects()
    {
        Answer(Response.Create().WithStatusCode(307).WithHeader("Location", $"{_server.Url}/elsewhere"));

        var answer = await PostAsync();

        answer.StatusCode.Should().Be(HttpStatusCode.TemporaryRedirect);
        _server.LogEntries.Should().ContainSingle();
        var result = answer.ToResult("Acme");
        result.Status.Should().Be(SendStatus.Unavailable);
        result.Error!.Code.Should().Be(ErrorCode.Configuration);
        result.Error.Hint.Should().Contain("base_url");
    }

    [Fact]
    public async Task SendAsync_LogsNeitherHeadersNorPathNorBody()
    {
        Answer(Response.Create().WithStatusCode(401).WithBody("token t0p-secret of +254712000111"));
        using var request = Post($"{_server.Url}/Accounts/AC123/Messages.json?key=q-secret");
        request.Headers.Authorization = new("Bearer", "t0p-secret");

        await _host.Client.SendAsync(request, default);

        _host.LogText.Should().MatchRegex("The provider at (localhost|127.0.0.1) answered 401 after");
        _host.LogText.Should().NotContain("secret").And.NotContain("AC123").And.NotContain("254712").And.NotContain("Authorization");
    }

    [Theory]
    [InlineData("http://198.51.100.7/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("ftp://vendor.example/")]
    [InlineData("https://user:pw@vendor.example/")]
    public async Task SendAsync_RefusesTheAddress_WhenNoProviderMayBeThere(string address)
    {
        using var request = Post(address);

        var answer = await _host.Client.SendAsync(request, default);

        answer.Failure!.Status.Should().Be(SendStatus.Unavailable);
        answer.Failure.Error!.Code.Should().Be(ErrorCode.Configuration);
    }

    [Fact]
    public async Task SendAsync_RefusesThisMachine_WhenTheHostDoesNotAllowIt()
    {
        using var host = new ProviderHttpHost(allowLoopback: false);
        using var request = Post(_server.Url!);

        var answer = await host.Client.SendAsync(request, default);

        answer.Failure!.Error!.Code.Should().Be(ErrorCode.Configuration);
        _server.LogEntries.Should().BeEmpty();
    }

    [Theory]
    [InlineData("key\nX-Evil: 1")]
    [InlineData("clé")]
    public async Task SendAsync_RefusesTheRequest_WhenACredentialCannotBeWritten(string key)
    {
        using var request = Post(_server.Url!);
        request.Headers.TryAddWithoutValidation("apiKey", key);

        var answer = await _host.Client.SendAsync(request, default);

        answer.Failure!.Status.Should().Be(SendStatus.Unavailable);
        answer.Failure.Error!.Code.Should().Be(ErrorCode.Configuration);
        answer.Failure.Error.Message.Should().Contain("apiKey").And.NotContain(key);
        _server.LogEntries.Should().BeEmpty();
    }

    [Fact]
    public async Task SendAsync_Throws_WhenTheAddressIsRelative()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/messages");

        await _host.Client.Invoking(client => client.SendAsync(request, default)).Should().ThrowAsync<ArgumentException>();
    }

    private static HttpRequestMessage Post(string address) => new(HttpMethod.Post, address)
    {
        Content = new FormUrlEncodedContent([new("To", "+254712000111"), new("Body", "a b")]),
    };

    private async Task<ProviderHttpResponse> PostAsync()
    {
        using var request = Post(_server.Url!);
        return await _host.Client.SendAsync(request, default);
    }

    private void Answer(IResponseBuilder answer) => _server.Given(Request.Create()).RespondWith(answer);

    private void AnswerInTurn(IResponseBuilder first, IResponseBuilder second)
    {
        _server.Given(Request.Create()).InScenario("turns").WillSetStateTo("second").RespondWith(first);
        _server.Given(Request.Create()).InScenario("turns").WhenStateIs("second").RespondWith(second);
    }
}
