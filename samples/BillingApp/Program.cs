using BillingApp.Access;
using BillingApp.Billing;
using BillingApp.Hosting;
using BillingApp.StartPage;
using Infora.Communication.Statistics;

try
{
    var builder = WebApplication.CreateBuilder(StartOptions.From(args));
    builder.UseDefaultAddress();
    builder.AddProblemAnswers();
    builder.AddApiKeyAccess();
    builder.AddCommunication();
    builder.AddBilling();
    builder.Services.AddOpenApi();

    await using var app = builder.Build();
    await app.Services.MigrateInforaCommunicationAsync();
    await app.Services.SeedInforaCommunicationAsync();
    await app.Services.PrepareBillingAsync(app.Lifetime.ApplicationStopping);
    if (args is ["rebuild-statistics"])
    {
        await app.Services.GetRequiredService<IMessageCounts>().RebuildAsync(app.Lifetime.ApplicationStopping);
        return 0;
    }

    app.UseProblemAnswers();
    app.UseAuthentication();
    app.UseAuthorization();

    app.MapStartPage();
    app.MapHealthChecks("/healthz").AllowAnonymous();
    app.MapOpenApiDocument();
    app.MapBilling();
    app.MapInforaCommunication();

    app.AnnounceStart();
    await app.RunAsync();
    return 0;
}
catch (SettingException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 1;
}
