using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Infora.Communication.AspNetCore.Tests.Sample;

/// <summary>Campaigns of the sample, over its real server.</summary>
[Collection(RunningSampleUse.Name)]
public sealed class CampaignTests(RunningSample sample)
{
    private readonly BillingAppProcess _app = sample.App;

    [Theory]
    [InlineData("email")]
    [InlineData("sms")]
    public async Task OverdueCustomers_GetACampaign(string channel)
    {
        var created = await PostAsync($"/api/communication/{channel}-campaigns", new
        {
            name = "Overdue invoices",
            template_id = channel is "email" ? 2 : await ReminderAsync(),
            audience = "overdue-customers",
            category = "transactional",
            variables = new { bank_details = "Infora WiFi, account 0123456789" },
        });

        created.GetProperty("estimate").GetProperty("recipients").GetInt32().Should().Be(3);
        var id = created.GetProperty("id").GetInt32();
        using var response = await _app.Authorized.GetAsync($"/api/communication/{channel}-campaigns/{id}/progress");
        var events = await response.Content.ReadAsStringAsync();
        events.Should().StartWith("event: progress\ndata: {").And.Contain("\"status\":\"completed\"").And.EndWith("\n\n");
        if (channel is "email")
        {
            var mail = await Eventually.GetAsync(() => _app.Pickup.Mails().FirstOrDefault(mail => mail.To.ToString().Contains("amina@example.com", StringComparison.Ordinal)));
            mail.TextBody.Should().Contain("Dear Amina Njeri,").And.Contain("INV-0003").And.Contain("KES 1,500.00").And.NotContain("{{");
        }
        else
        {
            await Eventually.GetAsync(() => _app.Pickup.Texts().Any(text => text.GetProperty("to").GetString() is "+254712345680") ? "written" : null);
        }
    }

    /// <summary>Kestrel takes 30,000,000 bytes where nothing else is said.</summary>
    [Fact]
    public async Task AnUpload_HasNoLimitOfLength()
    {
        var draft = await PostAsync("/api/communication/email-campaigns", new { name = "Uploaded", template_id = 2, start = false });
        var padding = new string(' ', 60_000);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(string.Concat(
            Enumerable.Range(0, 550).Select(i => $"{{{padding}\"email\":\"r{i}@example.com\"}}\n"))));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        content.Headers.ContentLength.Should().BeGreaterThan(30_000_000);

        using var response = await _app.Authorized.PostAsync(
            $"/api/communication/email-campaigns/{draft.GetProperty("id").GetInt32()}/recipients", content);

        response.StatusCode.Should().Be(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("added").GetInt32().Should().Be(550);
    }

    private async Task<int> ReminderAsync() => (await _app.Authorized.GetFromJsonAsync<List<JsonElement>>("/api/communication/sms-templates"))!
        .First(template => template.GetProperty("name").GetString() is "Payment Reminder").GetProperty("id").GetInt32();

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await _app.Authorized.PostAsJsonAsync(path, body);
        response.StatusCode.Should().Be(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
