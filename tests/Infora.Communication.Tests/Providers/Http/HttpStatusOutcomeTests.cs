using System.Net;
using Infora.Communication.Providers.Http;

namespace Infora.Communication.Tests.Providers.Http;

public sealed class HttpStatusOutcomeTests
{
    [Theory]
    [InlineData(200, SendStatus.Uncertain, ErrorCode.Uncertain, false)]
    [InlineData(301, SendStatus.Unavailable, ErrorCode.Configuration, false)]
    [InlineData(400, SendStatus.Rejected, ErrorCode.Unknown, true)]
    [InlineData(401, SendStatus.Unavailable, ErrorCode.Authentication, false)]
    [InlineData(402, SendStatus.Unavailable, ErrorCode.InsufficientBalance, false)]
    [InlineData(403, SendStatus.Unavailable, ErrorCode.Authentication, false)]
    [InlineData(404, SendStatus.Unavailable, ErrorCode.Configuration, false)]
    [InlineData(405, SendStatus.Unavailable, ErrorCode.Configuration, false)]
    [InlineData(408, SendStatus.Unavailable, ErrorCode.Timeout, false)]
    [InlineData(413, SendStatus.Rejected, ErrorCode.InvalidContent, true)]
    [InlineData(418, SendStatus.Unavailable, ErrorCode.Unknown, false)]
    [InlineData(422, SendStatus.Rejected, ErrorCode.InvalidContent, true)]
    [InlineData(429, SendStatus.Unavailable, ErrorCode.RateLimited, false)]
    [InlineData(500, SendStatus.Uncertain, ErrorCode.Uncertain, false)]
    [InlineData(502, SendStatus.Uncertain, ErrorCode.Uncertain, false)]
    [InlineData(503, SendStatus.Uncertain, ErrorCode.Uncertain, false)]
    [InlineData(504, SendStatus.Uncertain, ErrorCode.Uncertain, false)]
    public void ToResult_TellsWhatTheStatusMeans(int status, SendStatus outcome, ErrorCode code, bool permanent)
    {
        var answer = new ProviderHttpResponse((HttpStatusCode)status, headers: null, default, retryAfter: null);

        var result = answer.ToResult("Acme", "no such thing");

        result.Status.Should().Be(outcome);
        result.Error!.Code.Should().Be(code);
        result.Error.Permanent.Should().Be(permanent);
        result.Error.Message.Should().StartWith($"Acme answered {status}").And.EndWith(": no such thing");
        result.Error.ProviderCode.Should().Be($"{status}");
    }

    [Fact]
    public void ToResult_CarriesTheVendorsOwnCodeAndHint()
    {
        var answer = new ProviderHttpResponse(HttpStatusCode.Unauthorized, headers: null, default, retryAfter: null);

        var error = answer.ToResult("Acme", text: null, "E-7", "Look at the key.").Error!;

        error.Message.Should().Be("Acme answered 401");
        error.ProviderCode.Should().Be("E-7");
        error.Hint.Should().Be("Look at the key.");
    }
}
