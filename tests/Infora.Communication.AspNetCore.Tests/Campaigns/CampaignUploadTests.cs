using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Infora.Communication.AspNetCore.Tests.Hosting;

namespace Infora.Communication.AspNetCore.Tests.Campaigns;

public sealed class CampaignUploadTests : IAsyncLifetime
{
    private const string Ndjson = "application/x-ndjson";

    private ApiHost _host = null!;
    private int _template;
    private int _draft;

    private HttpClient Client => _host.Client;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _template = await Client.AddAsync("/email-templates", Samples.EmailTemplate);
        _draft = await Client.AddAsync("/email-campaigns", $$"""{"name":"News","template_id":{{_template}},"start":false}""");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Ndjson_AddsRecipients_AndNamesWhatItCannotAdd()
    {
        var answer = await PostAsync(Ndjson, """
            {"email":"Ann <ann@example.com>","variables":{"customer_name":"Ann"}}
            {"email":"bob@example.com"}

            {"email":"nobody"}
            {"email":"ANN@example.com"}
            {"mail":"x@example.com"}
            """).ReadAsync();

        ((int)answer["added"]!).Should().Be(2);
        ((int)answer["duplicates"]!).Should().Be(1);
        ((int)answer["invalid_count"]!).Should().Be(2);
        answer["invalid"]!.AsArray().Select(invalid => (int)invalid!["line"]!).Should().Equal(4, 6);
        ((string)answer["invalid"]![0]!["reason"]!).Should().StartWith("email is not an email address");
        var campaign = await Client.GetApiAsync($"/email-campaigns/{_draft}").ReadAsync();
        ((int)campaign["counts"]!["total"]!).Should().Be(2);
    }

    [Theory]
    [InlineData("text/csv")]
    [InlineData("TEXT/CSV; charset=UTF-8; header=present")]
    public async Task Csv_AddsRecipients(string type)
    {
        var answer = await PostAsync(type, "customer_name,Email\r\nAnn,ann@example.com\r\n\"Bob,\r\nor Robert\",bob@example.com\r\nNobody,\r\n").ReadAsync();

        ((int)answer["added"]!).Should().Be(2);
        answer["invalid"]!.ToJsonString().Should().Contain("\"line\":5").And.Contain("email is required");
    }

    [Fact]
    public async Task Csv_IsRefused_WhenItsHeaderHasNoAddress()
    {
        var problem = await PostAsync("text/csv", "name\nAnn\n").ReadProblemAsync(HttpStatusCode.BadRequest);

        ((string)problem["detail"]!).Should().Contain("no column email");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("text/csv; charset=iso-8859-1")]
    [InlineData("application/x-ndjson; charset=utf-16")]
    public async Task OtherMediaTypes_AreRefused(string? type) =>
        await PostAsync(type, """{"email":"ann@example.com"}""").ReadProblemAsync(HttpStatusCode.UnsupportedMediaType);

    [Fact]
    public async Task ACompressedBody_IsRefused()
    {
        using var content = new ByteArrayContent([1, 2, 3]);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(Ndjson);
        content.Headers.ContentEncoding.Add("gzip");

        await Client.PostAsync($"{ApiHost.Prefix}/email-campaigns/{_draft}/recipients", content).ReadProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task AnythingButADraft_IsAConflict()
    {
        var id = await Client.AddAsync("/email-campaigns", Samples.EmailCampaign(_template, start: true));

        var problem = await PostAsync(Ndjson, """{"email":"ann@example.com"}""", id).ReadProblemAsync(HttpStatusCode.Conflict);

        ((string)problem["detail"]!).Should().Contain("draft").And.Contain("running");
    }

    [Fact]
    public async Task ACampaignOfTheOtherChannel_IsNotFound()
    {
        using var content = new StringContent("""{"phone":"0712345678"}""", Encoding.UTF8, Ndjson);

        await Client.PostAsync($"{ApiHost.Prefix}/sms-campaigns/{_draft}/recipients", content).ReadProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Phones_AreReadInTheRegionOfTheHost()
    {
        var template = await Client.AddAsync("/sms-templates", Samples.SmsTemplate);
        var id = await Client.AddAsync("/sms-campaigns", $$"""{"name":"News","template_id":{{template}},"start":false}""");
        using var content = new StringContent("phone,customer_name\n0712 345 678,Ann\n+254712345678,Ann again\n12,Bob\n", Encoding.UTF8, "text/csv");

        var answer = await Client.PostAsync($"{ApiHost.Prefix}/sms-campaigns/{id}/recipients", content).ReadAsync();

        ((int)answer["added"]!).Should().Be(1);
        ((int)answer["duplicates"]!).Should().Be(1);
        ((string)answer["invalid"]![0]!["reason"]!).Should().StartWith("phone ");
    }

    [Fact]
    public async Task Recipients_AreStoredWhileTheBodyIsStillOnItsWay()
    {
        var pipe = new Pipe();
        using var content = new StreamContent(pipe.Reader.AsStream());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(Ndjson);
        var sending = Client.PostAsync($"{ApiHost.Prefix}/email-campaigns/{_draft}/recipients", content);

        for (var i = 0; i < 5_000; i++)
        {
            await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes($"{{\"email\":\"r{i}@example.com\"}}\n"));
        }

        await Eventually.GetAsync(
            async () => (int)(await Client.GetApiAsync($"/email-campaigns/{_draft}").ReadAsync())["counts"]!["total"]!, total => total >= 2_000);
        sending.IsCompleted.Should().BeFalse();
        await pipe.Writer.CompleteAsync();

        var answer = await sending.ReadAsync();
        ((int)answer["added"]!).Should().Be(5_000);
    }

    [Fact]
    public async Task AnUploadedCampaign_IsStartedWithAllItsRecipients()
    {
        await PostAsync("text/csv", "email,customer_name\nann@example.com,Ann\nbob@example.com,Bob\n").ReadAsync();

        var started = await Client.PostApiAsync($"/email-campaigns/{_draft}/start", null).ReadAsync();

        ((string)started["status"]!).Should().Be("running");
        ((int)started["estimate"]!["recipients"]!).Should().Be(2);
    }

    private Task<HttpResponseMessage> PostAsync(string? type, string text, int? id = null)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return Client.PostAsync($"{ApiHost.Prefix}/email-campaigns/{id ?? _draft}/recipients", content);
    }
}
