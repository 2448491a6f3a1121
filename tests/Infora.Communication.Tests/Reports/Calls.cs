using System.Text;
using Infora.Communication.Reports;

namespace Infora.Communication.Tests.Reports;

/// <summary>Requests as vendors make them.</summary>
internal static class Calls
{
    public const string Form = "application/x-www-form-urlencoded";

    public static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 30, 10, TimeSpan.Zero);

    public static WebhookRequest Get(string url, params (string Name, string Value)[] headers) => new()
    {
        Method = "GET",
        Url = url,
        ReceivedAt = Now,
        Headers = [.. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))],
    };

    public static WebhookRequest Post(string url, string body, string contentType = Form, params (string Name, string Value)[] headers) =>
        Get(url, [.. headers, ("Content-Type", contentType)]) with { Method = "POST", Body = Encoding.UTF8.GetBytes(body) };

    public static WebhookRequest PostForm(string url, IEnumerable<KeyValuePair<string, string>> fields, params (string Name, string Value)[] headers) =>
        Post(url, Encode(fields), Form, headers);

    public static WebhookRequest PostJson(string url, string json, params (string Name, string Value)[] headers) =>
        Post(url, json, "application/json; charset=utf-8", headers);

    public static WebhookRequest With(this WebhookRequest request, string name, string value) =>
        request with { Headers = [.. request.Headers, KeyValuePair.Create(name, value)] };

    public static WebhookRequest Without(this WebhookRequest request, string name) =>
        request with { Headers = [.. request.Headers.Where(header => !header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))] };

    public static string Encode(IEnumerable<KeyValuePair<string, string>> fields) =>
        string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value).Replace("%20", "+", StringComparison.Ordinal)}"));

    /// <summary>The request with each byte of its body changed, one at a time.</summary>
    public static IEnumerable<WebhookRequest> WithOneByteChanged(this WebhookRequest request)
    {
        for (var i = 0; i < request.Body.Length; i++)
        {
            var body = request.Body.ToArray();
            body[i] ^= 1;
            yield return request with { Body = body };
        }
    }

    public static Dictionary<string, string> Fields(params (string Name, string Value)[] fields) =>
        fields.ToDictionary(field => field.Name, field => field.Value);

    /// <summary>The one report of a request that is accepted.</summary>
    public static async Task<DeliveryReport> ReportAsync(this IReportingProvider provider, WebhookRequest request)
    {
        var reading = await provider.ReadAsync(request, CancellationToken.None);
        reading.Outcome.Should().Be(WebhookOutcome.Accepted, reading.Reason);
        return reading.Reports.Should().ContainSingle().Subject;
    }

    public static async Task<WebhookOutcome> OutcomeAsync(this IReportingProvider provider, WebhookRequest request)
    {
        var reading = await provider.ReadAsync(request, CancellationToken.None);
        if (reading.Outcome is not WebhookOutcome.Accepted)
        {
            reading.Reason.Should().NotBeNullOrWhiteSpace();
            reading.Reports.Should().BeEmpty();
        }

        return reading.Outcome;
    }
}
