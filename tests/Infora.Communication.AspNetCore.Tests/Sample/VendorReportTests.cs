using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Infora.Communication.AspNetCore.Tests.Sample;

/// <summary>
/// The whole way over real HTTP, for each vendor: the sample sends to a server that stands for the vendor, the vendor's event comes
/// back, signed where the vendor signs, and is there in the message and in the statistics.
/// </summary>
public sealed class VendorReportTests : IAsyncLifetime
{
    private const string PublicUrl = "https://billing.example.com";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("infora-sample-");
    private readonly WireMockServer _vendor = WireMockServer.Start();
    private readonly RSA _sns = RSA.Create(2048);
    private readonly ECDsa _sendGrid = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private BillingAppProcess _app = null!;

    public async Task InitializeAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest("CN=sns.example.com test only", _sns, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var file = Path.Combine(_folder.FullName, "sns.pem");
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
        _app = await BillingAppProcess.StartAsync(
            _folder.FullName,
            ("Communication__PublicUrl", PublicUrl),
            ("Communication__Sns__CertificateFile", file),
            ("Communication__RateLimiting__Enabled", "false"));
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _vendor.Dispose();
        _sns.Dispose();
        _sendGrid.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task WhatVendorsReport_IsInTheMessageAndInTheStatistics()
    {
        await SendGridAsync();
        await MailgunAsync();
        await SesAsync();
        await TwilioAsync();
        await AfricasTalkingAsync();
        await VonageAsync();
        await MessageBirdAsync();
        await CustomAsync();

        var stats = (await _app.Authorized.GetFromJsonAsync<JsonObject>("/api/communication/stats"))!;
        ((int)stats["email"]!["delivered"]!, (int)stats["email"]!["bounced"]!).Should().Be((2, 1));
        ((int)stats["sms"]!["delivered"]!, (int)stats["sms"]!["failed"]!).Should().Be((4, 1));
        var reported = stats["providers"]!.AsArray().Where(provider => ((string)provider!["name"]!).StartsWith("Loop ", StringComparison.Ordinal)).ToList();
        reported.Should().HaveCount(8).And.OnlyContain(provider => (int)provider!["queued"]! == 1 && (int)provider["sent"]! == 1);
        var suppressed = (await _app.Authorized.GetFromJsonAsync<JsonArray>("/api/communication/suppressions"))!;
        suppressed.Select(one => ((string?)one!["recipient"], (string?)one["reason"])).Should().Contain(("ses@example.com", "hard_bounce"));
    }

    private async Task SendGridAsync()
    {
        Answer("/v3/mail/send", HttpStatusCode.Accepted, "", ("X-Message-Id", "sg-1"));
        var provider = await AddAsync("email", $$"""
            "service":"sendgrid","api_key":"SG.key","sender_email":"billing@example.com","webhook_secret":"{{Convert.ToBase64String(_sendGrid.ExportSubjectPublicKeyInfo())}}"
            """);
        var id = await SendMailAsync(provider, "sendgrid@example.com");
        var commId = JsonNode.Parse(Sent("/v3/mail/send"))!["custom_args"]!["comm_id"]!.GetValue<string>();
        var body = Encoding.UTF8.GetBytes($$"""
            [{"email":"sendgrid@example.com","timestamp":{{Now()}},"event":"delivered","response":"250 OK","sg_event_id":"e1","sg_message_id":"sg-1.recvd-1.0","comm_id":"{{commId}}"},
             {"email":"sendgrid@example.com","timestamp":{{Now()}},"event":"open","useragent":"Mozilla","sg_event_id":"e2","sg_message_id":"sg-1.recvd-1.0","comm_id":"{{commId}}"}]

            """);
        var timestamp = Now();
        var signature = _sendGrid.SignData([.. Encoding.ASCII.GetBytes(timestamp), .. body], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        (string, string)[] headers =
        [
            ("X-Twilio-Email-Event-Webhook-Signature", Convert.ToBase64String(signature)),
            ("X-Twilio-Email-Event-Webhook-Timestamp", timestamp),
        ];

        (await PostAsync(provider, body, "application/json", headers)).Should().Be(HttpStatusCode.OK);
        body[^5] ^= 1;
        (await PostAsync(provider, body, "application/json", headers)).Should().Be(HttpStatusCode.Unauthorized);

        var message = await BecameAsync(id, "delivered");
        message["opened_at"].Should().NotBeNull();
        message["events"]!.AsArray().Select(happened => ((string?)happened!["type"], (string?)happened["provider_event"]))
            .Should().Equal(("queued", null), ("sent", null), ("delivered", "delivered"), ("opened", "open"));
    }

    private async Task MailgunAsync()
    {
        Answer("/v3/example.com/messages", HttpStatusCode.OK, """{"id":"<mg-1@example.com>","message":"Queued. Thank you."}""");
        var provider = await AddAsync("email", """ "service":"mailgun","api_key":"key","domain":"example.com","sender_email":"billing@example.com","webhook_secret":"signing-key" """);
        var id = await SendMailAsync(provider, "mailgun@example.com");
        var (timestamp, token) = (Now(), "0123456789abcdef0123456789abcdef0123456789abcdef01");
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("signing-key"), Encoding.UTF8.GetBytes(timestamp + token)));
        var body = new JsonObject
        {
            ["signature"] = new JsonObject { ["timestamp"] = timestamp, ["token"] = token, ["signature"] = signature },
            ["event-data"] = new JsonObject
            {
                ["id"] = "mg-event",
                ["event"] = "delivered",
                ["timestamp"] = double.Parse(timestamp, CultureInfo.InvariantCulture),
                ["recipient"] = "mailgun@example.com",
                ["message"] = new JsonObject { ["headers"] = new JsonObject { ["message-id"] = "mg-1@example.com" } },
            },
        };

        (await PostAsync(provider, Encoding.UTF8.GetBytes(body.ToJsonString()), "application/json")).Should().Be(HttpStatusCode.OK);

        await BecameAsync(id, "delivered");
    }

    private async Task SesAsync()
    {
        Answer("/v2/email/outbound-emails", HttpStatusCode.OK, """{"MessageId":"ses-1"}""");
        Answer("/confirm", HttpStatusCode.OK, "");
        var provider = await AddAsync("email", """ "service":"ses","access_key_id":"AKID","secret_access_key":"secret","region":"eu-west-1","sender_email":"billing@example.com" """);
        (await PostAsync(provider, Envelope("SubscriptionConfirmation", "Hello", new Uri(new Uri(_vendor.Url!), "/confirm").ToString()), "text/plain")).Should().Be(HttpStatusCode.OK);
        _vendor.LogEntries.Should().Contain(entry => entry.RequestMessage!.Path == "/confirm");

        var id = await SendMailAsync(provider, "ses@example.com");
        var message = """
            {"eventType":"Bounce","mail":{"messageId":"ses-1","destination":["ses@example.com"]},
             "bounce":{"bounceType":"Permanent","bounceSubType":"NoEmail","bouncedRecipients":[{"emailAddress":"ses@example.com","status":"5.1.1"}]}}
            """;
        (await PostAsync(provider, Envelope("Notification", message), "text/plain")).Should().Be(HttpStatusCode.OK);

        var bounced = await BecameAsync(id, "bounced");
        bounced["error"]!["code"]!.GetValue<string>().Should().Be("invalid_recipient");
    }

    private async Task TwilioAsync()
    {
        const string Path = "/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages.json";
        Answer(Path, HttpStatusCode.Created, """{"sid":"SM00000000000000000000000000000001","status":"queued","num_segments":"1","price":null,"error_code":null}""");
        var provider = await AddAsync("sms", """ "service":"twilio","account_sid":"AC0123456789abcdef0123456789abcdef","auth_token":"t0ken","sender_id":"+14155550123" """);
        var id = await SendSmsAsync(provider, "+254712000001");
        var callback = Sent(Path).Split('&').Select(field => field.Split('=')).Single(field => field[0] == "StatusCallback")[1];
        var url = WebUtility.UrlDecode(callback);
        url.Should().StartWith((string)provider["webhook_url"]!).And.EndWith($"?message={id}");
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["ErrorCode"] = "30005",
            ["MessageSid"] = "SM00000000000000000000000000000001",
            ["MessageStatus"] = "undelivered",
            ["To"] = "+254712000001",
        };
#pragma warning disable CA5350 // As Twilio signs.
        var signature = Convert.ToBase64String(HMACSHA1.HashData(
            "t0ken"u8, Encoding.UTF8.GetBytes(url + string.Concat(fields.Select(field => field.Key + field.Value)))));
#pragma warning restore CA5350
        var body = Encoding.UTF8.GetBytes(string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}")));

        (await PostAsync(url, body, "application/x-www-form-urlencoded")).Should().Be(HttpStatusCode.Unauthorized);
        (await PostAsync(url, body, "application/x-www-form-urlencoded", ("X-Twilio-Signature", signature))).Should().Be(HttpStatusCode.OK);

        var failed = await BecameAsync(id, "failed");
        failed["error"]!["code"]!.GetValue<string>().Should().Be("invalid_recipient");
    }

    private async Task AfricasTalkingAsync()
    {
        Answer("/version1/messaging", HttpStatusCode.Created, """
            {"SMSMessageData":{"Message":"Sent to 1/1","Recipients":[{"statusCode":101,"number":"+254712000002","cost":"KES 0.8000","status":"Success","messageId":"ATXid_1"}]}}
            """);
        var provider = await AddAsync("sms", """ "service":"africastalking","api_key":"key","username":"infora","currency":"KES" """);
        var id = await SendSmsAsync(provider, "+254712000002");

        (await PostAsync(provider, Encoding.UTF8.GetBytes("id=ATXid_1&status=Success&phoneNumber=%2B254712000002&networkCode=63902"), "application/x-www-form-urlencoded"))
            .Should().Be(HttpStatusCode.OK);

        var message = await BecameAsync(id, "delivered");
        message["cost"]!["amount"]!.GetValue<string>().Should().Be("0.8000");
    }

    private async Task VonageAsync()
    {
        Answer("/sms/json", HttpStatusCode.OK, """{"message-count":"1","messages":[{"to":"254712000003","message-id":"vonage-1","status":"0","message-price":"0.0300"}]}""");
        var provider = await AddAsync("sms", """ "service":"vonage","api_key":"key","api_secret":"secret","sender_id":"INFORA" """);
        var id = await SendSmsAsync(provider, "+254712000003");

        using var response = await _app.Anonymous.GetAsync(
            PathOf((string)provider["webhook_url"]!) + $"?msisdn=254712000003&to=INFORA&messageId=vonage-1&price=0.03&status=delivered&err-code=0&client-ref={id}");
        response.StatusCode.Should().Be(HttpStatusCode.OK);

        await BecameAsync(id, "delivered");
    }

    private async Task MessageBirdAsync()
    {
        Answer("/messages", HttpStatusCode.Created, """{"id":"mb-1","recipients":{"totalCount":1,"items":[{"recipient":254712000004,"status":"sent","messagePartCount":1}]}}""");
        var provider = await AddAsync("sms", """ "service":"messagebird","api_key":"key","sender_id":"INFORA" """);
        var id = await SendSmsAsync(provider, "+254712000004");

        using var response = await _app.Anonymous.GetAsync(
            PathOf((string)provider["webhook_url"]!) + $"?id=mb-1&reference={id}&recipient=254712000004&status=delivered&statusDatetime=2026-11-22T10%3A30%3A00%2B00%3A00");
        response.StatusCode.Should().Be(HttpStatusCode.OK);

        await BecameAsync(id, "delivered");
    }

    private async Task CustomAsync()
    {
        Answer("/gateway", HttpStatusCode.OK, """{"id":"gw-1"}""");
        var provider = await AddAsync("sms", """
            "service":"http","sender_id":"INFORA","request":{"url":"ROOT/gateway","body":"{\"to\":{{ message.to | json }}}"},"response":{"message_id_pointer":"/id"},
            "webhook":{"type_pointer":"/status","message_id_pointer":"/id","verification":{"type":"header","header":"X-Key","secret":"HOOK"}},"secret_values":{"HOOK":"h00k"}
            """);
        var id = await SendSmsAsync(provider, "+254712000005");
        var body = """{"status":"DELIVRD","id":"gw-1"}"""u8.ToArray();

        (await PostAsync(provider, body, "application/json")).Should().Be(HttpStatusCode.Unauthorized);
        (await PostAsync(provider, body, "application/json", ("X-Key", "h00k"))).Should().Be(HttpStatusCode.OK);

        await BecameAsync(id, "delivered");
    }

    private static string Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string PathOf(string url)
    {
        url.Should().StartWith(PublicUrl + "/");
        return url[PublicUrl.Length..];
    }

    private byte[] Envelope(string type, string message, string? subscribeUrl = null)
    {
        var body = new JsonObject
        {
            ["Message"] = message,
            ["MessageId"] = $"{Guid.NewGuid()}",
            ["SubscribeURL"] = subscribeUrl,
            ["Timestamp"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["Token"] = subscribeUrl is null ? null : "token",
            ["TopicArn"] = "arn:aws:sns:eu-west-1:123456789012:ses-events",
            ["Type"] = type,
        };
        var signed = string.Concat(body.Where(member => member.Value is not null).Select(member => $"{member.Key}\n{member.Value}\n"));
        body["SignatureVersion"] = "2";
        body["Signature"] = Convert.ToBase64String(_sns.SignData(Encoding.UTF8.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        body["SigningCertURL"] = "https://sns.eu-west-1.amazonaws.com/x.pem";
        return Encoding.UTF8.GetBytes(body.ToJsonString());
    }

    private void Answer(string path, HttpStatusCode status, string body, params (string Name, string Value)[] headers)
    {
        var answer = Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json").WithBody(body);
        foreach (var (name, value) in headers)
        {
            answer = answer.WithHeader(name, value);
        }

        _vendor.Given(Request.Create().WithPath(path)).RespondWith(answer);
    }

    /// <summary>The body that the sample sent to a path of the vendor's.</summary>
    private string Sent(string path) => _vendor.LogEntries.Single(entry => entry.RequestMessage!.Path == path).RequestMessage!.Body!;

    private async Task<JsonObject> AddAsync(string channel, string fields)
    {
        var isOwn = fields.Contains("ROOT", StringComparison.Ordinal);
        var service = JsonNode.Parse($"{{{fields}}}")!["service"];
        var json = $$"""{"name":"Loop {{service}}","provider_type":"api",{{fields.Replace("ROOT", _vendor.Url, StringComparison.Ordinal)}}{{(isOwn ? "" : $",\"base_url\":\"{_vendor.Url}\"")}}}""";
        using var response = await _app.Authorized.PostAsync($"/api/communication/{channel}-providers", new StringContent(json, Encoding.UTF8, "application/json"));
        return await ReadAsync(response, HttpStatusCode.Created);
    }

    private Task<string> SendMailAsync(JsonObject provider, string to) =>
        SendAsync("emails", $$"""{"provider_id":{{provider["id"]}},"recipient_email":"{{to}}","subject":"Receipt","text_body":"Thank you."}""");

    private Task<string> SendSmsAsync(JsonObject provider, string to) =>
        SendAsync("sms", $$"""{"provider_id":{{provider["id"]}},"recipient_phone":"{{to}}","body":"Thank you."}""");

    private async Task<string> SendAsync(string route, string json)
    {
        using var response = await _app.Authorized.PostAsync($"/api/communication/{route}", new StringContent(json, Encoding.UTF8, "application/json"));
        var id = (await ReadAsync(response, HttpStatusCode.Accepted))["id"]!.GetValue<string>();
        await BecameAsync(id, "sent");
        return id;
    }

    private Task<JsonObject> BecameAsync(string id, string status) => Hosting.Eventually.GetAsync(
        async () => (await _app.Authorized.GetFromJsonAsync<JsonObject>($"/api/communication/messages/{id}"))!,
        message => (string?)message["status"] == status);

    private Task<HttpStatusCode> PostAsync(JsonObject provider, byte[] body, string contentType, params (string Name, string Value)[] headers) =>
        PostAsync((string)provider["webhook_url"]!, body, contentType, headers);

    private async Task<HttpStatusCode> PostAsync(string url, byte[] body, string contentType, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, PathOf(url)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _app.Anonymous.SendAsync(request);
        return response.StatusCode;
    }

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        response.StatusCode.Should().Be(expected, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
