using Infora.Communication;
using Infora.Communication.AspNetCore;
using Infora.Communication.AspNetCore.Alerts;
using Infora.Communication.AspNetCore.Campaigns;
using Infora.Communication.AspNetCore.Messages;
using Infora.Communication.AspNetCore.OpenApi;
using Infora.Communication.AspNetCore.Providers;
using Infora.Communication.AspNetCore.RateLimiting;
using Infora.Communication.AspNetCore.Reference;
using Infora.Communication.AspNetCore.Statistics;
using Infora.Communication.AspNetCore.Suppressions;
using Infora.Communication.AspNetCore.Templates;
using Infora.Communication.AspNetCore.Unsubscribe;
using Infora.Communication.AspNetCore.Webhooks;
using Infora.Communication.Providers;
using Infora.Communication.Reports;
using Infora.Communication.Suppressions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

#pragma warning disable IDE0130 // Mapping lives where every host looks for it.
namespace Microsoft.AspNetCore.Builder;
#pragma warning restore IDE0130

/// <summary>Serves the library over HTTP.</summary>
public static class CommunicationEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the endpoints of providers, templates, sending, messages, campaigns, statistics, suppressions and alerts. Every one
    /// of them wants an authorised caller: the host's default policy, unless the result is given another with
    /// <c>RequireAuthorization("…")</c>. The unsubscribe page and the webhooks alone are open to
    /// all: their addresses, and the vendors' signatures, prove the requests.
    /// </summary>
    /// <param name="endpoints">The host's routes.</param>
    /// <param name="prefix">What the addresses begin with.</param>
    /// <returns>Adds conventions to all the endpoints.</returns>
    /// <exception cref="InvalidOperationException"><c>services.AddInforaCommunication()</c> was not called.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The settings of rate limiting cannot work.</exception>
    public static IEndpointConventionBuilder MapInforaCommunication(
        this IEndpointRouteBuilder endpoints, string prefix = "/api/communication")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        if (endpoints.ServiceProvider.GetService<ProviderTypes>() is null)
        {
            throw new InvalidOperationException(
                "The services that MapInforaCommunication() serves are missing: call services.AddInforaCommunication() first.");
        }

        var all = endpoints.MapGroup(prefix);
        MapWebhooks(all.MapGroup("").AllowAnonymous());
        var limited = all.MapGroup("");
        LimitCallers(endpoints.ServiceProvider, limited);
        UnsubscribeEndpoints.Map(limited.MapGroup("").AllowAnonymous());
        OfferLinks(endpoints.ServiceProvider, prefix);

        var guarded = limited.MapGroup("");
        guarded.RequireAuthorization();
        guarded.WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status401Unauthorized, typeof(void)));
        guarded.WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status403Forbidden, typeof(void)));
        MapResources(guarded);
        return new CommunicationConventionBuilder(all);
    }

    /// <summary>A vendor sends as many requests as there are messages: no limit is set to those that prove themselves, and the others cost nothing.</summary>
    private static void MapWebhooks(IEndpointRouteBuilder open)
    {
        new WebhookEndpoints(MessageChannel.Email).Map(open);
        new WebhookEndpoints(MessageChannel.Sms).Map(open);
    }

    /// <summary>Promotional mail of this process carries links to the page that is mapped here.</summary>
    private static void OfferLinks(IServiceProvider services, string prefix)
    {
        services.GetRequiredService<WebhookAddresses>().Offer(prefix);
        if (services.GetService<IDataProtectionProvider>() is { } protection)
        {
            services.GetRequiredService<UnsubscribeLinkSource>().Offer(
                new ProtectedUnsubscribeLinks(protection, services.GetRequiredService<IOptionsMonitor<CommunicationOptions>>(), prefix));
        }
    }

    private static void LimitCallers(IServiceProvider services, RouteGroupBuilder group)
    {
        var options = RateLimitingOptionsReader.Read(services);
        if (!options.Enabled)
        {
            return;
        }

        var limit = new CallerRateLimit(options.PermitsPerMinute);
        services.GetService<IHostApplicationLifetime>()?.ApplicationStopped.Register(limit.Dispose);
        group.AddEndpointFilter(limit).Refuses(StatusCodes.Status429TooManyRequests);
    }

    private static void MapResources(IEndpointRouteBuilder group)
    {
        new ProviderEndpoints<EmailProviderTestRequest>(MessageChannel.Email).Map(group);
        new ProviderEndpoints<SmsProviderTestRequest>(MessageChannel.Sms).Map(group);
        new TemplateEndpoints<EmailTemplateRequest, EmailTemplateBody, EmailPreviewBody>(MessageChannel.Email).Map(group);
        new TemplateEndpoints<SmsTemplateRequest, SmsTemplateBody, SmsPreviewBody>(MessageChannel.Sms).Map(group);
        SendingEndpoints.Map(group);
        SwitchEndpoints.Map(group);
        MessageEndpoints.Map(group);
        MessageControlEndpoints.Map(group);
        new CampaignEndpoints<EmailCampaignRequest>(MessageChannel.Email).Map(group);
        new CampaignEndpoints<SmsCampaignRequest>(MessageChannel.Sms).Map(group);
        AudienceEndpoints.Map(group);
        StatisticsEndpoints.Map(group);
        SuppressionEndpoints.Map(group);
        UnmatchedReportEndpoints.Map(group);
        AlertEndpoints.Map(group);
        ReferenceEndpoints.Map(group);
    }
}
