using System.Net;
using Infora.Communication.Providers;
using Infora.Communication.Providers.Http;
using Infora.Communication.TestSupport.Certificates;
using Infora.Communication.TestSupport.Http;
using Microsoft.Extensions.DependencyInjection;
using WireMock.Server;
using WireMock.Settings;

namespace Infora.Communication.Tests.Providers.Http;

/// <summary>What becomes of a request that gets no whole answer.</summary>
public sealed class ProviderHttpFaultTests : IDisposable
{
    private const string Taken = "{\"sid\":\"SM1\",\"status\":\"queued\"}";

    private readonly ProviderHttpHost _host = new();

    public void Dispose() => _host.Dispose();

    public static TheoryData<string, HttpAnswer> LostAnswers => new()
    {
        { "reset before the answer", HttpAnswer.Reset() },
        { "closed before the answer", HttpAnswer.Close() },
        { "reset in the answer", HttpAnswer.ResetInBody(201, Taken, bodyBytes: 10) },
        { "closed in the answer", HttpAnswer.CloseInBody(201, Taken, bodyBytes: 10) },
        { "closed in the headers", HttpAnswer.Raw("HTTP/1.1 201 Created\r\nContent-"u8.ToArray()) },
        { "no HTTP at all", HttpAnswer.Raw("220 mail.example ESMTP\r\n"u8.ToArray()) },
    };

    [Theory]
    [MemberData(nameof(LostAnswers))]
    public async Task SendAsync_IsUncertainAndNotRepeated_WhenTheAnswerIsLost(string fault, HttpAnswer answer)
    {
        await using var server = ScriptedHttpServer.Start(answer);

        var failure = await FailAsync(server.BaseAddress);

        failure.Status.Should().Be(SendStatus.Uncertain, fault);
        failure.Error!.Code.Should().Be(ErrorCode.Uncertain);
        failure.Error.Permanent.Should().BeFalse();
        server.Requests.Should().ContainSingle();
        _host.Time.Waits.Should().BeEmpty();
    }

    [Fact]
    public async Task SendAsync_IsUncertainAndNotRepeated_WhenAConnectionThatWasKeptIsClosed()
    {
        await using var server = ScriptedHttpServer.Start(HttpAnswer.Of(201, Taken), HttpAnswer.Close(), HttpAnswer.Of(201, Taken));
        using var first = Post(server.BaseAddress);
        (await _host.Client.SendAsync(first, default)).Failure.Should().BeNull();

        var failure = await FailAsync(server.BaseAddress);

        failure.Status.Should().Be(SendStatus.Uncertain);
        server.ConnectionCount.Should().Be(1, "the second request went over the connection of the first");
        server.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task SendAsync_IsUncertain_WhenTheVendorIsSilentUntilTheTimeIsOver()
    {
        await using var server = ScriptedHttpServer.Start(HttpAnswer.Silence());
        using var timeout = new CancellationTokenSource();

        var sending = FailAsync(server.BaseAddress, timeout.Token);
        await server.WaitForRequestsAsync(1, default);
        await timeout.CancelAsync();

        var failure = await sending;
        failure.Status.Should().Be(SendStatus.Uncertain);
        failure.Error!.Message.Should().Contain("did not answer in time");
    }

    [Fact]
    public async Task SendAsync_IsUncertain_WhenTheAnswerStallsUntilTheTimeIsOver()
    {
        await using var server = ScriptedHttpServer.Start(HttpAnswer.StallInBody(201, Taken, bodyBytes: 10));
        using var timeout = new CancellationTokenSource();

        var sending = FailAsync(server.BaseAddress, timeout.Token);
        await server.WaitForRequestsAsync(1, default);
        await timeout.CancelAsync();

        (await sending).Status.Should().Be(SendStatus.Uncertain);
        server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task SendAsync_WaitsForASlowAnswer_AndAsksOnce()
    {
        var slow = new TaskCompletionSource();
        await using var server = ScriptedHttpServer.Start(HttpAnswer.Of(201, Taken).After(slow.Task));
        using var request = Post(server.BaseAddress);

        var sending = _host.Client.SendAsync(request, default);
        await server.WaitForRequestsAsync(1, default);
        sending.IsCompleted.Should().BeFalse();
        slow.SetResult();

        var answer = await sending;
        answer.Failure.Should().BeNull();
        answer.Text.Should().Be(Taken);
        server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task SendAsync_IsUnavailableForTimeout_WhenTheTimeIsOverBeforeTheRequestIsWritten()
    {
        await using var server = ScriptedHttpServer.Start(HttpAnswer.Silence());

        var failure = await FailAsync(server.BaseAddress, new CancellationToken(canceled: true));

        failure.Status.Should().Be(SendStatus.Unavailable);
        failure.Error!.Code.Should().Be(ErrorCode.Timeout);
        server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task SendAsync_IsUnavailableAfterTwoRepeats_WhenTheConnectionIsRefused()
    {
        var failure = await FailAsync(ProviderHttpHost.Refusing());

        failure.Status.Should().Be(SendStatus.Unavailable);
        failure.Error!.Code.Should().Be(ErrorCode.Unavailable);
        failure.Error.Message.Should().Contain("127.0.0.1");
        _host.Time.Waits.Should().HaveCount(2);
        _host.LogText.Should().Contain("ConnectionRefused");
    }

    [Fact]
    public async Task SendAsync_GetsTheAnswer_WhenTheVendorComesBackBetweenRepeats()
    {
        var port = ProviderHttpHost.UnusedPort();
        WireMockServer? server = null;
        _host.Time.OnWait = () => server ??= WireMockServer.Start(port);
        using var request = Post(new Uri($"http://127.0.0.1:{port}/"));

        var answer = await _host.Client.SendAsync(request, default);

        answer.Failure.Should().BeNull();
        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        _host.Time.Waits.Should().ContainSingle();
        server!.Dispose();
    }

    [Fact]
    public async Task SendAsync_IsUnavailable_WhenTheNameCannotBeResolved()
    {
        var failure = await FailAsync(new Uri("https://vendor.invalid/"));

        failure.Status.Should().Be(SendStatus.Unavailable);
        failure.Error!.Code.Should().Be(ErrorCode.Unavailable);
        failure.Error.Message.Should().Contain("vendor.invalid");
    }

    [Fact]
    public async Task SendAsync_IsUnavailableForTls_WhenTheCertificateIsNotTrusted()
    {
        using var certificate = SelfSignedCertificate.Create();
        using var server = WireMockServer.Start(new WireMockServerSettings
        {
            UseSSL = true,
            CertificateSettings = new WireMockCertificateSettings { X509Certificate = certificate },
        });

        var failure = await FailAsync(new Uri(server.Url!));

        failure.Status.Should().Be(SendStatus.Unavailable);
        failure.Error!.Code.Should().Be(ErrorCode.Tls);
        server.LogEntries.Should().BeEmpty();
    }

    [Theory]
    [InlineData("https://169.254.169.254/", true)]
    [InlineData("https://[fe80::1]/", true)]
    [InlineData("https://127.0.0.1/", false)]
    [InlineData("https://localhost/", false)]
    public async Task Connection_IsNotMade_WhenTheNameLeadsToAForbiddenAddress(string address, bool allowLoopback)
    {
        using var host = new ProviderHttpHost(allowLoopback);
        using var client = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient(ProviderHttpClient.Name);
        using var request = Post(new Uri(address));
        var handOver = new HandOver(hasBody: true, default);
        request.AllowRepeats(handOver, host.Time);

        var refused = await client.Invoking(http => http.SendAsync(request)).Should().ThrowAsync<HttpRequestException>();

        refused.Which.InnerException.Should().BeOfType<ForbiddenAddressException>();
        HttpFailure.Classify(refused.Which, handOver, "vendor").Error!.Code.Should().Be(ErrorCode.Configuration);
        host.Time.Waits.Should().BeEmpty("nothing is gained by asking again");
    }

    [Fact]
    public async Task SendAsync_IsUncertain_WhenARequestWithoutBodyGetsNoAnswer()
    {
        await using var server = ScriptedHttpServer.Start(HttpAnswer.Close());
        using var request = new HttpRequestMessage(HttpMethod.Get, server.BaseAddress);

        var answer = await _host.Client.SendAsync(request, default);

        answer.Failure!.Status.Should().Be(SendStatus.Uncertain);
        answer.ToResult("Acme").Should().BeSameAs(answer.Failure);
    }

    private static HttpRequestMessage Post(Uri address) => new(HttpMethod.Post, address) { Content = new StringContent("hello") };

    private async Task<ProviderResult> FailAsync(Uri address, CancellationToken cancellationToken = default)
    {
        using var request = Post(address);
        var answer = await _host.Client.SendAsync(request, cancellationToken);
        return answer.Failure ?? throw new InvalidOperationException($"The request was answered: {answer.StatusCode}.");
    }
}
