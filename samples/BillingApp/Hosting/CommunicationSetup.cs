using BillingApp.Billing;
using Infora.Communication;

namespace BillingApp.Hosting;

internal static class CommunicationSetup
{
    private const string Folder = "pickup";

    /// <summary>
    /// Adds the library with its tables beside the application's own and two providers that write files, so that everything
    /// works without an account. Another provider takes over as soon as the API makes it the default.
    /// </summary>
    public static void AddCommunication(this WebApplicationBuilder builder)
    {
        var communication = builder.Services.AddInforaCommunication()
            .AddSendCondition<InvoiceIsOpen>(InvoiceIsOpen.Name)
            .AddCampaignAudience<OverdueCustomers>(OverdueCustomers.Name)
            .AddPickupEmail("Pickup", email =>
            {
                email.Directory = Folder;
                email.SenderEmail = "billing@example.com";
                email.SenderName = "Infora WiFi";
            })
            .AddPickupSms("Pickup", sms =>
            {
                sms.Directory = Folder;
                sms.SenderId = "INFORA";
                sms.CostPerSms = 0.80m;
                sms.Currency = "KES";
            });
        builder.UseDatabase(communication);
        builder.Services.AddHealthChecks().AddInforaCommunication();
    }
}
