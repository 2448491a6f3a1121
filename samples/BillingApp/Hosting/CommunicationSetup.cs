using Microsoft.AspNetCore.DataProtection;

namespace BillingApp.Hosting;

internal static class CommunicationSetup
{
    private const string Folder = "pickup";

    /// <summary>
    /// Adds the library with a database and two providers that write files, so that everything works without an account.
    /// Another provider takes over as soon as the API makes it the default.
    /// </summary>
    public static void AddCommunication(this WebApplicationBuilder builder)
    {
        builder.Services.AddInforaCommunication()
            .UseEntityFramework(entityFramework =>
            {
                builder.UseDatabase(entityFramework);
                entityFramework.PersistDataProtectionKeys();
            })
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

        builder.Services.AddHealthChecks().AddInforaCommunication();

        // The name is part of every key: with another one, stored secrets could not be read any more.
        builder.Services.AddDataProtection().SetApplicationName("Infora.Communication");
    }
}
