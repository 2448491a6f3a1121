using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Infora.Communication.AspNetCore.Tests.Hosting;
using Infora.Communication.Reports;

namespace Infora.Communication.AspNetCore.Tests.Webhooks;

public sealed class WebhookEndpointsTests : IAsyncLifetime
{
    private const string PublicUrl = "https://billing.example.com/app/";

    private readonly ReportingProvider _provider = new();
    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await _provider.StartAsync(new Dictionary<string, string?> { ["Communication:PublicUrl"] = PublicUrl });

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task AVendorsReport_ReachesTheMessageAndTheStatistics()
    {
        var id = await SendAsync();

        (await PostAsync(await PathAsync(), """["delivered"]""")).Should().Be(HttpStatusCode.OK);

        var message = await Eventually.GetAsync(() => ReadAsync(id), found => (string?)found["status"] == "delivered");
        message["delivered_at"].Should().NotBeNull();
        var happened = message["events"]!.AsArray()[^1]!;
        ((string?)happened["type"], (string?)happened["provider_event"]).Should().Be(("delivered", "delivered"));
        var totals = (await _host.Client.GetApiAsync("/stats").ReadAsync())["sms"]!;
        ((int)totals["delivered"]!, (double)totals["delivery_rate"]!).Should().Be((1, 1));
    }

    [Fact]
    public async Task AMessageCarriesTheAddressThatItIsReportedTo_WhichNamesIt()
    {
        var first = await SendAsync();
        var second = await SendAsync();
        var callback = _provider.Messages.Single(message => message.Id.ToString() == second).StatusCallback!;
        callback.AbsoluteUri.Should().StartWith((await UrlAsync()) + "?message=").And.EndWith(second);

        (await PostAsync(callback.PathAndQuery["/app".Length..], """["delivered"]""")).Should().Be(HttpStatusCode.OK);

        await Eventually.GetAsync(() => ReadAsync(second), found => (string?)found["status"] == "delivered");
        ((string?)(await ReadAsync(first))["status"]).Should().Be("sent", "the vendor's id is that of the first, and the address that of the second");
    }

    [Fact]
    public async Task ThePluginGetsTheRequestAsItCame_AtThePublicAddress()
    {
        var path = await PathAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, path + "?a=%2F1&b=x+y") { Content = new StringContent("[ ]  ", Encoding.UTF8, "text/odd") };
        request.Headers.Host = "attacker.example.net";
        request.Headers.TryAddWithoutValidation("X-Signature", "abc");

        using var response = await _host.Anonymous.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).Should().BeEmpty();
        var seen = _provider.Requests.Should().ContainSingle().Subject;
        seen.Should().BeEquivalentTo(new { Method = "POST", Url = "https://billing.example.com/app" + path + "?a=%2F1&b=x+y", Query = "a=%2F1&b=x+y" });
        Encoding.UTF8.GetString(seen.Body.Span).Should().Be("[ ]  ");
        seen.Header("x-signature").Should().Be("abc");
    }

    [Fact]
    public async Task AGet_IsTaken_ForSmsOnly()
    {
        var id = await SendAsync();
        using var response = await _host.Anonymous.GetAsync(new Uri(await PathAsync(), UriKind.Relative));
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        await Eventually.GetAsync(() => ReadAsync(id), found => (string?)found["status"] == "delivered");

        using var email = await _host.Anonymous.GetAsync(new Uri(ApiHost.Prefix + "/webhooks/email/1/x", UriKind.Relative));
        email.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("/webhooks/sms/{0}/{1}x")]
    [InlineData("/webhooks/sms/{0}/x")]
    [InlineData("/webhooks/sms/999/{1}")]
    [InlineData("/webhooks/sms/one/{1}")]
    [InlineData("/webhooks/email/{0}/{1}")]
    public async Task AnotherAddress_IsRefused_AndNothingIsRead(string format)
    {
        var parts = (await PathAsync()).Split('/');
        var path = ApiHost.Prefix + string.Format(System.Globalization.CultureInfo.InvariantCulture, format, parts[^2], parts[^1]);

        (await PostAsync(path, """["delivered"]""")).Should().Be(HttpStatusCode.Unauthorized);

        _provider.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task WhatThePluginDoesNotTake_IsAnsweredSo_AndNotStored()
    {
        var id = await SendAsync();
        foreach (var (reading, status) in new[]
        {
            (WebhookReading.Refused("The signature is wrong."), HttpStatusCode.Unauthorized),
            (WebhookReading.Unreadable("It is no JSON."), HttpStatusCode.BadRequest),
            (WebhookReading.Unavailable("The certificate could not be fetched."), HttpStatusCode.ServiceUnavailable),
        })
        {
            _provider.Reading = reading;
            (await PostAsync(await PathAsync(), "x")).Should().Be(status);
        }

        (await ReadAsync(id))["events"]!.AsArray().Select(happened => (string?)happened!["type"]).Should().Equal("queued", "sent");
    }

    [Fact]
    public async Task ABodyThatIsTooLarge_IsRefused()
    {
        (await PostAsync(await PathAsync(), new string(' ', (5 * 1024 * 1024) + 1))).Should().Be(HttpStatusCode.RequestEntityTooLarge);

        _provider.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task ANewToken_ClosesTheOldAddress()
    {
        var before = await PathAsync();
        var id = before.Split('/')[^2];

        var renewed = await _host.Client.PostApiAsync($"/sms-providers/{id}/webhook-token", null).ReadAsync();

        ((string?)renewed["webhook_url"]).Should().Be(await UrlAsync()).And.NotEndWith(before);
        (await PostAsync(before, "[]")).Should().Be(HttpStatusCode.Unauthorized);
        (await PostAsync(await PathAsync(), "[]")).Should().Be(HttpStatusCode.OK);
        await _host.Client.PostApiAsync("/sms-providers/999/webhook-token", null).ReadProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task WithoutAPublicUrl_TheAddressIsThatOfTheRequest_AndMessagesCarryNone()
    {
        var provider = new ReportingProvider();
        await using var host = await provider.StartAsync();
        var listed = await host.Client.GetApiAsync("/sms-providers").ReadAsync();
        ((string?)listed[0]!["webhook_url"]).Should().StartWith("http://localhost/api/communication/webhooks/sms/");

        var id = (string?)(await host.Client.PostApiAsync("/sms", Samples.Sms).ReadAsync(HttpStatusCode.Accepted))["id"];
        await Eventually.GetAsync(() => host.Client.GetApiAsync($"/messages/{id}").ReadAsync(), found => (string?)found["status"] == "sent");

        provider.Messages.Single().StatusCallback.Should().BeNull();
    }

    [Fact]
    public async Task AProviderThatReportsNothing_HasNoAddress()
    {
        var added = await _host.Client.PostApiAsync("/email-providers", Samples.EmailProvider).ReadAsync(HttpStatusCode.Created);

        added["webhook_url"].Should().BeNull();
    }

    [Fact]
    public async Task WhatIsNotKnownIsNotListed_WhileItsMessageIsStillLookedFor()
    {
        (await PostAsync(await PathAsync(), """["delivered", "opened"]""")).Should().Be(HttpStatusCode.OK);

        (await _host.Client.GetApiAsync("/unmatched-reports").ReadAsync()).AsArray().Should().BeEmpty();
    }

    private async Task<string> SendAsync()
    {
        var id = (string?)(await _host.Client.PostApiAsync("/sms", Samples.Sms).ReadAsync(HttpStatusCode.Accepted))["id"];
        await Eventually.GetAsync(() => ReadAsync(id!), found => (string?)found["status"] == "sent");
        return id!;
    }

    private Task<JsonNode> ReadAsync(string id) => _host.Client.GetApiAsync($"/messages/{id}").ReadAsync();

    private async Task<string> UrlAsync() => (string?)(await _host.Client.GetApiAsync("/sms-providers").ReadAsync())[0]!["webhook_url"] ?? "";

    /// <summary>As a proxy passes it on that serves the host under the path of the public address.</summary>
    private async Task<string> PathAsync()
    {
        var url = await UrlAsync();
        url.Should().StartWith(PublicUrl);
        return url[(PublicUrl.Length - 1)..];
    }

    private async Task<HttpStatusCode> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _host.Anonymous.PostAsync(new Uri(path, UriKind.Relative), content);
        return response.StatusCode;
    }
}
