using BillingApp.Hosting;
using Microsoft.AspNetCore.Authentication;

namespace BillingApp.Access;

internal static class ApiKeyAccess
{
    private const string FileName = "api-key.txt";

    public static void AddApiKeyAccess(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services => Find(services.GetRequiredService<IConfiguration>()));
        builder.Services.AddAuthentication(ApiKeyAuthenticationHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthenticationHandler>(ApiKeyAuthenticationHandler.SchemeName, configureOptions: null);
        builder.Services.AddAuthorization();
    }

    private static ApiKey Find(IConfiguration configuration)
    {
        if (configuration[$"{BillingOptions.SectionName}:{nameof(BillingOptions.ApiKey)}"] is { Length: > 0 } configured)
        {
            return new ApiKey(configured, File: null);
        }

        var path = Path.Combine(BillingDatabase.FolderOf(configuration), FileName);
        return new ApiKey(ApiKeyFile.ReadOrCreate(path), path);
    }
}
