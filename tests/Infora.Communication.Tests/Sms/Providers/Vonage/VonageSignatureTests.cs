using Infora.Communication.Reports;
using Infora.Communication.Tests.Providers.Http;
using Infora.Communication.Tests.Reports;
using static Infora.Communication.Tests.Sms.Providers.Vonage.VonageCalls;

namespace Infora.Communication.Tests.Sms.Providers.Vonage;

public sealed class VonageSignatureTests : IDisposable
{
    private const string Newer = "AnotherSecretOfTheirs02";

    private static readonly string[] AllMethods = ["md5hash", "md5", "sha1", "sha256", "sha512"];

    private readonly ProviderHttpHost _http = new();

    public static TheoryData<string> Methods => [.. AllMethods];

    public void Dispose() => _http.Dispose();

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task ReadAsync_AcceptsASignedReceipt_InEachFormat(string method)
    {
        var provider = Provider(_http, Secret, method);
        var receipt = Receipt();
        receipt["client-ref"] = "inv=42&t=acme";
        receipt["note"] = "";
        var signed = receipt.Signed(method);
        var numbers = Json(signed);

        (await provider.OutcomeAsync(Get(signed))).Should().Be(WebhookOutcome.Accepted);
        (await provider.OutcomeAsync(Post(signed))).Should().Be(WebhookOutcome.Accepted);
        (await provider.OutcomeAsync(numbers)).Should().Be(WebhookOutcome.Accepted);
        (await provider.OutcomeAsync(Calls.PostJson(
            Url, numbers.ReadText().Replace($"\"{signed["timestamp"]}\"", signed["timestamp"], StringComparison.Ordinal).Replace("}", ",\"x\":null}", StringComparison.Ordinal))))
            .Should().Be(WebhookOutcome.Accepted, "numbers are signed as they are written, and null is not");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task ReadAsync_TakesDigitsOfEitherCase_AndTheMethodThatIsConfiguredAlone(string method)
    {
        var signed = Receipt().Signed(method);
        var lower = new Dictionary<string, string>(signed) { ["sig"] = signed["sig"].ToLowerInvariant() };
        var upper = new Dictionary<string, string>(signed) { ["sig"] = signed["sig"].ToUpperInvariant() };

        (await Provider(_http, Secret, method).OutcomeAsync(Post(lower))).Should().Be(WebhookOutcome.Accepted);
        (await Provider(_http, Secret, method).OutcomeAsync(Post(upper))).Should().Be(WebhookOutcome.Accepted);
        foreach (var other in AllMethods.Append("jwt").Where(other => other != method))
        {
            (await Provider(_http, Secret, other).OutcomeAsync(Post(signed))).Should().Be(WebhookOutcome.Refused);
        }
    }

    [Fact]
    public async Task ReadAsync_AcceptsAQuery_WhoseSignatureTakesInWhatTheAddressHadBefore()
    {
        var signed = new Dictionary<string, string>(Receipt().Signed()) { ["message"] = Message.ToString("D") }.Resigned();
        signed.Remove("message");

        (await Provider(_http, Secret).OutcomeAsync(Get(signed))).Should().Be(WebhookOutcome.Accepted);
    }

    [Fact]
    public async Task ReadAsync_RefusesWhatIsNotSigned()
    {
        var signed = Receipt().Signed();
        Dictionary<string, string> With(string? signature)
        {
            var other = new Dictionary<string, string>(signed);
            other.Remove("sig");
            if (signature is not null)
            {
                other["sig"] = signature;
            }

            return other;
        }

        var provider = Provider(_http, Secret);
        (await provider.OutcomeAsync(Post(With(null)))).Should().Be(WebhookOutcome.Refused);
        (await provider.OutcomeAsync(Post(With("")))).Should().Be(WebhookOutcome.Refused);
        (await provider.OutcomeAsync(Post(With("zz")))).Should().Be(WebhookOutcome.Refused);
        (await provider.OutcomeAsync(Post(With(signed["sig"][..^2])))).Should().Be(WebhookOutcome.Refused);
        (await provider.OutcomeAsync(Post(Receipt().Signed(secret: "another")))).Should().Be(WebhookOutcome.Refused);
        (await provider.OutcomeAsync(Calls.Post(Url, $"{Calls.Encode(signed)}&sig={signed["sig"]}"))).Should().Be(WebhookOutcome.Refused);
        (await provider.OutcomeAsync(Calls.Post(Url, $"{Calls.Encode(signed)}&status=failed"))).Should().Be(WebhookOutcome.Refused);
        (await provider.OutcomeAsync(Calls.Get(Url))).Should().Be(WebhookOutcome.Refused);
        (await provider.OutcomeAsync(Calls.PostJson(Url, "{"))).Should().Be(WebhookOutcome.Refused);
        (await provider.OutcomeAsync(MessagesStatus("delivered"))).Should().Be(WebhookOutcome.Refused);
        (await provider.OutcomeAsync(Post(signed))).Should().Be(WebhookOutcome.Accepted);
    }

    [Fact]
    public async Task ReadAsync_RefusesARequest_WithAnyByteOfItChanged()
    {
        var signed = Post(Receipt().Signed());
        var provider = Provider(_http, Secret);
        var signature = signed.ReadText().IndexOf("&sig=", StringComparison.Ordinal);

        foreach (var changed in signed.WithOneByteChanged())
        {
            // Signatures are compared without regard to case, which one bit may be all of.
            if (!string.Equals(changed.ReadText(), signed.ReadText(), StringComparison.OrdinalIgnoreCase))
            {
                (await provider.OutcomeAsync(changed)).Should().Be(WebhookOutcome.Refused);
            }
        }

        signature.Should().BePositive();
    }

    [Theory]
    [InlineData(0, WebhookOutcome.Accepted)]
    [InlineData(-23 * 60, WebhookOutcome.Accepted)]
    [InlineData(-25 * 60, WebhookOutcome.Refused)]
    [InlineData(4, WebhookOutcome.Accepted)]
    [InlineData(6, WebhookOutcome.Refused)]
    public async Task ReadAsync_RefusesWhatWasSignedTooLongAgo_OrInTheFuture(int minutes, WebhookOutcome outcome)
    {
        (await Provider(_http, Secret).OutcomeAsync(Post(Receipt().Signed(at: Calls.Now.AddMinutes(minutes))))).Should().Be(outcome);
        (await Provider(_http, Secret, "jwt").OutcomeAsync(Json(Receipt()).Token(claims => claims["iat"] = Calls.Now.AddMinutes(minutes).ToUnixTimeSeconds())))
            .Should().Be(outcome);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("now")]
    [InlineData("-1")]
    [InlineData("99999999999999999999999999999999999999")]
    public async Task ReadAsync_RefusesASignatureWithoutATime(string? timestamp)
    {
        var signed = Receipt().Signed();
        signed.Remove("timestamp");
        if (timestamp is not null)
        {
            signed["timestamp"] = timestamp;
        }

        (await Provider(_http, Secret).OutcomeAsync(Post(signed.Resigned()))).Should().Be(WebhookOutcome.Refused);
        (await Provider(_http, Secret, "jwt").OutcomeAsync(Json(Receipt()).Token(claims => claims["iat"] = timestamp))).Should().Be(WebhookOutcome.Refused);
    }

    [Fact]
    public async Task ReadAsync_TakesEitherSecret_WhileTheyAreChanged()
    {
        var both = Provider(_http, $"{Secret},{Newer}");
        var bothOfTokens = Provider(_http, $"{Secret} {Newer}", "jwt");

        (await both.OutcomeAsync(Post(Receipt().Signed()))).Should().Be(WebhookOutcome.Accepted);
        (await both.OutcomeAsync(Post(Receipt().Signed(secret: Newer)))).Should().Be(WebhookOutcome.Accepted);
        (await bothOfTokens.OutcomeAsync(Json(Receipt()).Token())).Should().Be(WebhookOutcome.Accepted);
        (await bothOfTokens.OutcomeAsync(Json(Receipt()).Token(secret: Newer))).Should().Be(WebhookOutcome.Accepted);
        (await Provider(_http, Secret).OutcomeAsync(Post(Receipt().Signed(secret: Newer)))).Should().Be(WebhookOutcome.Refused);
    }

    [Fact]
    public async Task ReadAsync_AcceptsAToken_OfEitherApi()
    {
        (await Provider(_http, Secret, "jwt").OutcomeAsync(MessagesStatus("delivered").Token())).Should().Be(WebhookOutcome.Accepted);
        (await Provider(_http, Secret, "jwt").OutcomeAsync(Json(Receipt()).Token())).Should().Be(WebhookOutcome.Accepted);
        (await Provider(_http, Secret, "jwt").OutcomeAsync(Post(Receipt()).Token())).Should().Be(WebhookOutcome.Accepted);
    }

    [Fact]
    public async Task ReadAsync_RefusesATokenThatProvesNothing()
    {
        var provider = Provider(_http, Secret, "jwt");
        var status = MessagesStatus("delivered");
        var token = status.Token().Header("Authorization")!;
        async Task RefusedAsync(WebhookRequest request) => (await provider.OutcomeAsync(request)).Should().Be(WebhookOutcome.Refused);

        await RefusedAsync(status);
        await RefusedAsync(status.With("Authorization", "Basic YTpi"));
        await RefusedAsync(status.With("Authorization", "Bearer"));
        await RefusedAsync(status.With("Authorization", "Bearer a.b"));
        await RefusedAsync(status.With("Authorization", "Bearer !.!.!"));
        await RefusedAsync(status.With("Authorization", token[..^3]));
        await RefusedAsync(status.With("Authorization", token).With("Authorization", token));
        await RefusedAsync(status.Token(secret: "another"));
        await RefusedAsync(status.Token(algorithm: "HS512"));
        await RefusedAsync(status.Token(algorithm: "none"));
        await RefusedAsync(status.With("Authorization", $"Bearer {Tokens.Sign("[1]", Secret, """{"alg":"HS256"}""", "HS256")}"));
        await RefusedAsync(status.With("Authorization", $"Bearer {Tokens.Sign("{}", Secret, """["HS256"]""", "HS256")}"));
        await RefusedAsync(status.Token(claims => claims["iss"] = "Nexmo"));
        await RefusedAsync(status.Token(claims => claims["api_key"] = "abcd9999"));
        await RefusedAsync(status.Token(claims => claims.Remove("api_key")));
        await RefusedAsync(status.Token(claims => claims.Remove("payload_hash")));
        await RefusedAsync(status.Token(claims => claims["payload_hash"] = new string('0', 64)));
        await RefusedAsync(Get(Receipt()).Token());
        foreach (var changed in status.Token().WithOneByteChanged())
        {
            await RefusedAsync(changed);
        }

        (await provider.OutcomeAsync(status.With("Authorization", token))).Should().Be(WebhookOutcome.Accepted);
    }

    [VectorFact]
    public async Task ReadAsync_AcceptsWhatVonagesOwnLibrarySigned()
    {
        var vector = Vectors.Read("sms-signatures.json").GetProperty("vonage");
        foreach (var method in AllMethods)
        {
            var fields = vector.GetProperty("params").Fields().ToDictionary(field => field.Key, field => field.Value);
            fields["sig"] = vector.Text(method);
            var signedAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(fields["timestamp"], System.Globalization.CultureInfo.InvariantCulture));

            var report = await Provider(_http, vector.Text("secret"), method).ReportAsync(Get(fields) with { ReceivedAt = signedAt });

            report.Kind.Should().Be(ReportKind.Delivered);
        }
    }

    [Fact]
    public void ReadAsync_NeverThrows_AndBelievesNothingThatWasChanged()
    {
        Mutations.Check(Provider(_http, Secret, "jwt"), [MessagesStatus("delivered").Token(), Json(Receipt()).Token()], request => request.Token(), signsQuery: false);
        Mutations.Check(Provider(_http, Secret), [Post(Receipt().Signed()), Json(Receipt().Signed())], sign: null);
    }
}
