using System.Text;
using CsCheck;
using Infora.Communication.Reports;

namespace Infora.Communication.Tests.Reports;

/// <summary>What nobody means to send: random bytes, and requests that were cut or changed on the way.</summary>
internal static class Mutations
{
    private static readonly string[] ContentTypes = [Calls.Form, "application/json", "text/plain", "", "multipart/form-data; boundary=x", "application/JSON;;;"];

    private static readonly string[] Nasty =
        ["%", "%0", "%00", "%ff%fe", "&&&===", "\"", "\\ud800", "\\u0000", "[[[[[[", "{\"data\":", "null", "-1e999", "99999999999999999999", "+", "\0", "\u202e", "🙏"];

    /// <summary>Calls a plugin many times with what was made of genuine requests, and with noise.</summary>
    /// <param name="provider">The plugin.</param>
    /// <param name="genuine">Requests that it accepts.</param>
    /// <param name="sign">Signs a changed request anew, so that what is behind the signature is reached too; null where nothing is signed.</param>
    /// <param name="recipients">What the recipients of reports look like.</param>
    /// <param name="signsQuery">Whether the vendor's signature is of the query too.</param>
    public static void Check(IReportingProvider provider, IReadOnlyList<WebhookRequest> genuine, Func<WebhookRequest, WebhookRequest>? sign, string recipients = @"^\+[1-9][0-9]{6,14}$", bool signsQuery = true)
    {
        var kinds = Enum.GetValues<ReportKind>();
        var changed =
            from original in OneOf(genuine)
            from body in Gen.OneOf(Gen.Byte.Array[0, 200], Changed(original.Body.ToArray()))
            from query in Gen.OneOf(Gen.Const(original.Query), Changed(Encoding.UTF8.GetBytes(original.Query)).Select(Encoding.UTF8.GetString))
            from type in Gen.OneOf(Gen.Const(original.Header("Content-Type") ?? ""), OneOf(ContentTypes))
            from resigned in Gen.Bool
            select (original, body, query, type, resigned);
        changed.Sample(
            sample =>
            {
                var start = sample.original.Url.IndexOf('?', StringComparison.Ordinal);
                var path = start < 0 ? sample.original.Url : sample.original.Url[..start];
                var request = (sample.original with { Body = sample.body, Url = sample.query.Length > 0 ? $"{path}?{sample.query}" : path })
                    .Without("Content-Type").With("Content-Type", sample.type);
                var reading = provider.ReadAsync(sample.resigned && sign is not null ? sign(request) : request, CancellationToken.None).GetAwaiter().GetResult();
                foreach (var report in reading.Reports)
                {
                    kinds.Should().Contain(report.Kind);
                    report.OccurredAt.Offset.Should().Be(TimeSpan.Zero);
                    (report.ProviderEventId ?? "").Length.Should().BeLessThanOrEqualTo(200);
                    var stored = ReportText.Clean(report);
                    (stored.Recipient ?? "+254712345678").Should().MatchRegex(recipients);
                    $"{stored}".Should().NotContain("\0");
                }

                return sign is null || sample.resigned || reading.Outcome is not WebhookOutcome.Accepted || IsUntouched(request, sample.original, signsQuery);
            },
            iter: 4000);
    }

    private static Gen<T> OneOf<T>(IReadOnlyList<T> values) => Gen.Int[0, values.Count - 1].Select(at => values[at]);

    private static bool IsUntouched(WebhookRequest request, WebhookRequest original, bool signsQuery) =>
        (!signsQuery || request.Query == original.Query) && request.Body.Span.SequenceEqual(original.Body.Span);

    private static Gen<byte[]> Changed(byte[] source) =>
        from cut in Gen.Int[0, source.Length]
        from at in Gen.Int[0, source.Length]
        from nasty in OneOf(Nasty)
        from kind in Gen.Int[0, 3]
        select kind switch
        {
            0 => source[..cut],
            1 => (byte[])[.. source[..at], .. Encoding.UTF8.GetBytes(nasty), .. source[at..]],
            2 => [.. source[..Math.Min(cut, at)], .. source[Math.Max(cut, at)..]],
            _ => source,
        };
}
