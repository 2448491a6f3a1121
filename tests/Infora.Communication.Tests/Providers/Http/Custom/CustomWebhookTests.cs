using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Infora.Communication.Reports;
using Infora.Communication.Tests.Reports;

namespace Infora.Communication.Tests.Providers.Http.Custom;

/// <summary>Reports of gateways that settings describe.</summary>
public sealed class CustomWebhookTests : IDisposable
{
    private const string Url = "https://bill.example.co.ke/api/communication/webhooks/sms/7/k7Qd";
    private const string Id = "0198a0c0-0000-7000-8000-000000000001";

    private const string Full = """
        "webhook":{"events_pointer":"/results","type_pointer":"/status/name","message_id_pointer":"/id","reference_pointer":"/ref","recipient_pointer":"/to","time_pointer":"/at",
          "event_id_pointer":"/event","reason_pointer":"/status/reason","code_pointer":"/status/code","price_pointer":"/price/amount","currency_pointer":"/price/currency","reply_pointer":"/text",
          "types":{"OK":"delivered","GONE":"bounced_hard","FULL":"bounced_soft","INCOMING":"replied","SPAM":"complained"}}
        """;

    private readonly GatewayHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("OK", ReportKind.Delivered)]
    [InlineData("ok", ReportKind.Delivered)]
    [InlineData("SPAM", ReportKind.Complained)]
    [InlineData("DELIVRD", ReportKind.Delivered)]
    [InlineData("ENROUTE", ReportKind.Sent)]
    [InlineData("ACCEPTD", ReportKind.Sent)]
    [InlineData("opened", ReportKind.Opened)]
    [InlineData("Clicked", ReportKind.Clicked)]
    [InlineData("queued", ReportKind.Queued)]
    [InlineData("whatever", ReportKind.Unknown)]
    public async Task ReadAsync_MapsTheGatewaysWords(string word, ReportKind kind)
    {
        var report = await (await SmsAsync(Full)).ReportAsync(Calls.PostJson(Url, $$"""
            {"results":[{"status":{"name":"{{word}}"},"id":77,"ref":"{{Id}}","to":"254712345678","at":"2026-11-22T10:30:00Z","event":"ev-1"}]}
            """));

        report.Should().Be(new DeliveryReport(kind, Calls.Now.AddSeconds(-10))
        {
            MessageId = Guid.Parse(Id),
            ProviderMessageId = "77",
            Recipient = "+254712345678",
            ProviderEvent = word,
            ProviderEventId = "ev-1",
        });
    }

    [Theory]
    [InlineData("UNDELIV", ReportKind.Failed, ErrorCode.Unknown, true)]
    [InlineData("EXPIRED", ReportKind.Failed, ErrorCode.Unknown, true)]
    [InlineData("REJECTD", ReportKind.Failed, ErrorCode.Unknown, true)]
    [InlineData("DELETED", ReportKind.Failed, ErrorCode.Unknown, true)]
    [InlineData("GONE", ReportKind.BouncedHard, ErrorCode.InvalidRecipient, true)]
    [InlineData("FULL", ReportKind.BouncedSoft, ErrorCode.Unknown, false)]
    public async Task ReadAsync_SaysWhyAMessageDidNotArrive(string word, ReportKind kind, ErrorCode code, bool permanent)
    {
        var report = await (await SmsAsync(Full)).ReportAsync(Calls.PostJson(Url, $$"""
            {"results":[{"status":{"name":"{{word}}","reason":"Absent","code":27},"price":{"amount":-0.8,"currency":"kes"} }]}
            """));

        report.Should().BeEquivalentTo(new
        {
            Kind = kind,
            Detail = "Absent",
            Price = (Money?)new Money(0.8m, "KES"),
            Error = new { Code = code, Permanent = permanent, ProviderCode = "27", Message = $"Acme reports: {word}: Absent" },
        });
    }

    [Fact]
    public async Task ReadAsync_ReadsQueriesFormsAndArrays()
    {
        const string Flat = """ "webhook":{"type_pointer":"/status","message_id_pointer":"/id","time_pointer":"/ts"} """;
        var provider = await SmsAsync(Flat);
        var seconds = Calls.Now.AddSeconds(-10).ToUnixTimeSeconds();

        foreach (var request in new[]
        {
            Calls.Get($"{Url}?status=DELIVRD&id=a+1&ts={seconds}"),
            Calls.Post(Url, $"status=DELIVRD&id=a+1&ts={seconds}"),
            Calls.PostJson(Url, $$"""{"status":"DELIVRD","id":"a 1","ts":{{seconds}}000}"""),
            Calls.PostJson(Url, $$"""[{"status":"DELIVRD","id":"a 1","ts":"{{seconds}}"}]"""),
        })
        {
            (await provider.ReportAsync(request)).Should().Be(new DeliveryReport(ReportKind.Delivered, Calls.Now.AddSeconds(-10))
            {
                ProviderMessageId = "a 1",
                ProviderEvent = "DELIVRD",
                ProviderEventId = "a 1/DELIVRD",
            });
        }
    }

    [Fact]
    public async Task ReadAsync_ReadsAReply_AndEmailKeepsItsAddresses()
    {
        (await (await SmsAsync(Full)).ReportAsync(Calls.PostJson(Url, """{"results":[{"status":{"name":"INCOMING"},"to":"+254712345678","text":"STOP"}]}""")))
            .Should().BeEquivalentTo(new { Kind = ReportKind.Replied, Reply = "STOP", Recipient = "+254712345678" });
        (await (await EmailAsync(Full)).ReportAsync(Calls.PostJson(Url, """{"results":[{"status":{"name":"OK"},"to":"ann@example.com"}]}"""))).Recipient.Should().Be("ann@example.com");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"results":{"status":{"name":"OK"}}}""")]
    [InlineData("no JSON")]
    public async Task ReadAsync_DoesNotUnderstand_WhatHasNoEvents(string body) =>
        (await (await SmsAsync(Full)).OutcomeAsync(Calls.PostJson(Url, body))).Should().Be(WebhookOutcome.Unreadable);

    [Fact]
    public async Task ReadAsync_RefusesEverything_WithoutSettings() =>
        (await (await SmsAsync(null)).OutcomeAsync(Calls.PostJson(Url, "[]"))).Should().Be(WebhookOutcome.Refused);

    [Theory]
    [InlineData(""" "type":"header","header":"X-Key","prefix":"Token ","secret":"KEY" """, "X-Key", "Token k3y", "Token k3z")]
    [InlineData(""" "type":"header","header":"X-Key","prefix":"Token ","secret":"KEY" """, "X-Key", "Token 0ld", "k3y")]
    [InlineData(""" "type":"basic","username":"infora","secret":"KEY" """, "Authorization", "Basic aW5mb3JhOmszeQ==", "Basic aW5mb3JhOg==")]
    public async Task ReadAsync_WantsTheSecret(string verification, string header, string right, string wrong)
    {
        var provider = await SmsAsync(Verified(verification));
        var request = Calls.PostJson(Url, """{"status":"DELIVRD"}""");

        (await provider.OutcomeAsync(request.With(header, right))).Should().Be(WebhookOutcome.Accepted);
        (await provider.OutcomeAsync(request.With(header, wrong))).Should().Be(WebhookOutcome.Refused);
        (await provider.OutcomeAsync(request)).Should().Be(WebhookOutcome.Refused);
        (await provider.OutcomeAsync(request.With(header, right).With(header, right))).Should().Be(WebhookOutcome.Refused);
    }

    [Theory]
    [InlineData("sha256", "hex")]
    [InlineData("sha512", "base64")]
    [InlineData("sha1", "hex")]
    public async Task ReadAsync_WantsASignature(string algorithm, string encoding)
    {
        var provider = await SmsAsync(Verified($$""" "type":"hmac","header":"X-Sign","prefix":"v1=","algorithm":"{{algorithm}}","encoding":"{{encoding}}","secret":"KEY" """));
        var request = Calls.PostJson(Url, """{"status":"DELIVRD"}""");
        string Sign(string key) => "v1=" + Written(Hash(algorithm, key, request.Body.ToArray()), encoding);

        (await provider.OutcomeAsync(request.With("X-Sign", Sign("k3y")))).Should().Be(WebhookOutcome.Accepted);
        (await provider.OutcomeAsync(request.With("X-Sign", Sign("0ld")))).Should().Be(WebhookOutcome.Accepted, "a rotation has two keys");
        (await provider.OutcomeAsync(request.With("X-Sign", Sign("other")))).Should().Be(WebhookOutcome.Refused);
        (await provider.OutcomeAsync(request.With("X-Sign", Sign("k3y")["v1=".Length..]))).Should().Be(WebhookOutcome.Refused);
        (await provider.OutcomeAsync(request.With("X-Sign", "v1=!"))).Should().Be(WebhookOutcome.Refused);
        (await provider.OutcomeAsync(request)).Should().Be(WebhookOutcome.Refused);
        foreach (var changed in request.With("X-Sign", Sign("k3y")).WithOneByteChanged())
        {
            (await provider.OutcomeAsync(changed)).Should().Be(WebhookOutcome.Refused);
        }
    }

    [Theory]
    [InlineData(-120, WebhookOutcome.Accepted)]
    [InlineData(120, WebhookOutcome.Accepted)]
    [InlineData(-121, WebhookOutcome.Refused)]
    [InlineData(121, WebhookOutcome.Refused)]
    [InlineData(null, WebhookOutcome.Refused)]
    public async Task ReadAsync_WantsASignatureOfNow(int? seconds, WebhookOutcome expected)
    {
        var provider = await SmsAsync(Verified(""" "type":"hmac","header":"X-Sign","secret":"KEY","timestamp_header":"X-Time","separator":":","tolerance_seconds":120 """));
        var time = seconds is { } offset ? Calls.Now.AddSeconds(offset).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) : "now";
        var request = Calls.PostJson(Url, """{"status":"DELIVRD"}""");
        var signature = Convert.ToHexStringLower(Hash("sha256", "k3y", [.. Encoding.UTF8.GetBytes(time + ":"), .. request.Body.Span]));

        (await provider.OutcomeAsync(request.With("X-Sign", signature).With("X-Time", time))).Should().Be(expected);
        (await provider.OutcomeAsync(request.With("X-Sign", signature))).Should().Be(WebhookOutcome.Refused);
    }

    [Fact]
    public async Task ReadAsync_ReadsAReplayAlike()
    {
        var provider = await SmsAsync(Full);
        var request = Calls.PostJson(Url, """{"results":[{"status":{"name":"OK"},"id":"a","at":"2026-11-22T10:30:00Z"}]}""");

        (await provider.ReportAsync(request with { ReceivedAt = Calls.Now.AddHours(2) })).Should().Be(await provider.ReportAsync(request));
    }

    [Theory]
    [InlineData(""" "webhook":{} """, "webhook.type_pointer", "is required")]
    [InlineData(""" "webhook":{"type_pointer":"status"} """, "webhook.type_pointer", "JSON pointer")]
    [InlineData(""" "webhook":{"type_pointer":"/s","time_pointer":"$.t"} """, "webhook.time_pointer", "JSON pointer")]
    [InlineData(""" "webhook":{"type_pointer":"/s","types":{"OK":"arrived"}} """, "webhook.types.OK", "must be one of unknown, queued")]
    [InlineData(""" "webhook":{"type_pointer":"/s","price_pointer":"/p"} """, "webhook.currency_pointer", "is required")]
    [InlineData(""" "webhook":{"type_pointer":"/s","tipe":"x"} """, "webhook.tipe", "is no field")]
    [InlineData(""" "webhook":{"type_pointer":"/s","verification":{"type":"jwt"}} """, "webhook.verification.type", "must be one of none")]
    [InlineData(""" "webhook":{"type_pointer":"/s","verification":{"type":"hmac","header":"X"}} """, "webhook.verification.secret", "is required")]
    [InlineData(""" "webhook":{"type_pointer":"/s","verification":{"type":"hmac","header":"X","secret":"NONE"}} """, "webhook.verification.secret", "put NONE into secret_values")]
    [InlineData(""" "webhook":{"type_pointer":"/s","verification":{"type":"hmac","secret":"KEY"}} """, "webhook.verification.header", "is required")]
    [InlineData(""" "webhook":{"type_pointer":"/s","verification":{"type":"basic","secret":"KEY"}} """, "webhook.verification.username", "is required")]
    [InlineData(""" "webhook":{"type_pointer":"/s","verification":{"tolerance_seconds":0}} """, "webhook.verification.tolerance_seconds", "from 1 to 604800")]
    public async Task Settings_ThatCannotWork_AreRefused(string webhook, string field, string message)
    {
        var errors = await _host.ErrorsAsync(MessageChannel.Email, Fields(webhook));

        errors.Should().Contain(error => error.Field == field && error.Message.Contains(message, StringComparison.Ordinal), string.Join("; ", errors));
    }

    [Fact]
    public async Task ReadAsync_NeverThrows() => Mutations.Check(
        await SmsAsync(Full),
        [
            Calls.PostJson(Url, $$"""{"results":[{"status":{"name":"GONE","reason":"r","code":27},"id":77,"ref":"{{Id}}","to":"254712345678","at":"2026-11-22T10:30:00Z","price":{"amount":"0.8","currency":"KES"} }]}"""),
            Calls.Get($"{Url}?status=DELIVRD"),
        ],
        sign: null);

    private static string Verified(string verification) => $$""" "webhook":{"type_pointer":"/status","verification":{ {{verification}} } } """;

    private static string Fields(string? webhook) => $$"""
        {"name":"Gateway","provider_type":"api","service":"http","sender_email":"billing@example.com","request":{"url":"ROOT/sms","body":"{}"},
         "secret_values":{"KEY":"k3y, 0ld"}{{(webhook is null ? "" : ",")}}{{webhook}}}
        """;

    private static byte[] Hash(string algorithm, string key, byte[] signed)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        return algorithm switch
        {
            "sha512" => HMACSHA512.HashData(bytes, signed),
#pragma warning disable CA5350 // As the plugin may be told to.
            "sha1" => HMACSHA1.HashData(bytes, signed),
#pragma warning restore CA5350
            _ => HMACSHA256.HashData(bytes, signed),
        };
    }

    private static string Written(byte[] hash, string encoding) => encoding is "base64" ? Convert.ToBase64String(hash) : Convert.ToHexStringLower(hash);

    private async Task<IReportingProvider> SmsAsync(string? webhook) =>
        (IReportingProvider)await _host.SmsAsync(Fields(webhook).Replace("\"sender_email\":\"billing@example.com\",", "", StringComparison.Ordinal));

    private async Task<IReportingProvider> EmailAsync(string webhook) => (IReportingProvider)await _host.EmailAsync(Fields(webhook));
}
