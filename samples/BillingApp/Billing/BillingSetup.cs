namespace BillingApp.Billing;

internal static class BillingSetup
{
    public static void AddBilling(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<BillingOptions>().BindConfiguration(BillingOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddScoped<CustomerMessages>();
        builder.Services.AddScoped<Invoicing>();
        builder.Services.AddScoped<Registration>();
        builder.Services.AddScoped<OutstandingMessages>();
    }

    /// <summary>Fills a new database, and queues the messages that have not been sent yet.</summary>
    public static async Task PrepareBillingAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<BillingSeed>(scope.ServiceProvider).CreateAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<OutstandingMessages>().QueueAsync(cancellationToken);
    }
}
