using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Infora.Communication.TestSupport.Databases;

namespace Infora.Communication.AspNetCore.Tests.Sample;

/// <summary>What is booked and what is written about it belong together.</summary>
public sealed class PaymentTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("infora-sample-");

    public void Dispose() => _folder.Delete(recursive: true);

    [SkippableTheory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Payment_CancelsTheReminder_AndIsConfirmed(string database)
    {
        var connection = database is "postgres" ? await PostgreSqlServer.CreateDatabaseAsync(CancellationToken.None) : "";
        await using var app = await BillingAppProcess.StartAsync(
            _folder.FullName, ("Communication__Database", database), ("ConnectionStrings__Communication", connection));

        var reminder = await PostAsync(app, "/billing/customers/1/invoices", new { number = "INV-0100", amount = 2500, due_on = "2099-12-01" }, HttpStatusCode.Created);
        var waiting = await MessageAsync(app, reminder);
        var confirmation = await PostAsync(app, "/billing/invoices/INV-0100/payment", new { transaction_id = "QK47XYZ123" }, HttpStatusCode.OK);

        waiting.GetProperty("waiting_for").GetString().Should().Be("schedule");
        waiting.GetProperty("next_attempt_at").GetString().Should().Be("2099-11-28T06:00:00Z", "it is nine in Nairobi then");
        await Eventually.GetAsync(async () =>
            (await MessageAsync(app, reminder)).GetProperty("status").GetString() is "cancelled" ? "cancelled" : null);
        var text = await app.Pickup.TextAsync(confirmation.GetProperty("message_id").GetGuid());
        text.GetProperty("body").GetString().Should().StartWith("Hi John Doe, we received your payment of KES 2,500.00. Transaction ID: QK47XYZ123.");
    }

    [Fact]
    public async Task Booking_IsRefusedWithoutATrace_WhenItCannotBe()
    {
        await using var app = await BillingAppProcess.StartAsync(_folder.FullName);
        var invoice = new { number = "INV-0100", amount = 2500, due_on = "2099-12-01" };

        await PostAsync(app, "/billing/customers/99/invoices", invoice, HttpStatusCode.NotFound);
        await PostAsync(app, "/billing/customers/1/invoices", new { number = "INV 1", amount = 0, due_on = "2099-12-01" }, HttpStatusCode.BadRequest);
        await PostAsync(app, "/billing/customers/1/invoices", invoice, HttpStatusCode.Created);
        await PostAsync(app, "/billing/customers/1/invoices", invoice, HttpStatusCode.Conflict);
        await PostAsync(app, "/billing/invoices/INV-0100/payment", new { transaction_id = "A" }, HttpStatusCode.OK);
        await PostAsync(app, "/billing/invoices/INV-0100/payment", new { transaction_id = "A" }, HttpStatusCode.Conflict);
        await PostAsync(app, "/billing/invoices/INV-9999/payment", new { transaction_id = "A" }, HttpStatusCode.NotFound);

        var messages = await app.Authorized.GetFromJsonAsync<List<JsonElement>>("/api/communication/messages");
        messages.Should().HaveCount(4, "the welcome and the reminder of the first start, the reminder and the confirmation");
    }

    private static async Task<JsonElement> PostAsync(BillingAppProcess app, string path, object body, HttpStatusCode expected)
    {
        using var response = await app.Authorized.PostAsJsonAsync(path, body);
        response.StatusCode.Should().Be(expected, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static Task<JsonElement> MessageAsync(BillingAppProcess app, JsonElement queued) =>
        app.Authorized.GetFromJsonAsync<JsonElement>(queued.GetProperty("status_url").GetString());
}
