using System.Text.Json;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Reports;
using Infora.Communication.Sms;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.AspNetCore.Tests.Hosting;

/// <summary>An SMS provider that takes everything, and whose vendor reports in words of our own.</summary>
internal sealed class ReportingProvider : ISmsProvider, IReportingProvider
{
    public List<OutgoingSms> Messages { get; } = [];

    public List<WebhookRequest> Requests { get; } = [];

    public WebhookReading? Reading { get; set; }

    public Task<ProviderResult> SendAsync(OutgoingSms message, CancellationToken cancellationToken)
    {
        Messages.Add(message);
        return Task.FromResult(ProviderResult.Sent($"vendor-{Messages.Count}"));
    }

    public Task<ProviderCheck> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(new ProviderCheck("It answers."));

    /// <summary>A body is a list of kinds; a <c>GET</c> says <c>delivered</c>.</summary>
    public Task<WebhookReading> ReadAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        if (Reading is not null)
        {
            return Task.FromResult(Reading);
        }

        var kinds = request.Body.IsEmpty ? ["delivered"] : JsonSerializer.Deserialize<List<string>>(request.Body.Span)!;
        return Task.FromResult(WebhookReading.Accepted([.. kinds.Select((kind, index) =>
            new DeliveryReport(SnakeCase.TryParse<ReportKind>(kind, out var known) ? known : ReportKind.Unknown, request.ReceivedAt)
            {
                ProviderEvent = kind,
                ProviderMessageId = $"vendor-{index + 1}",
            })]));
    }

    /// <summary>A host whose only SMS provider this is.</summary>
    public Task<ApiHost> StartAsync(IDictionary<string, string?>? settings = null)
    {
        var all = new Dictionary<string, string?> { ["Communication:SafeRecipients:0"] = "*", ["Communication:Dispatcher:Enabled"] = "true" };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
        {
            all[name] = value;
        }

        return ApiHost.StartAsync(all, services => services.AddInforaCommunication()
            .AddSmsProviderType(new SmsProviderType<Options>("reporting", "Reporting", _ => this) { ReportsDeliveries = true })
            .AddSmsProvider<Options>("reporting", "Reporting", options =>
            {
                options.CostPerSms = 0.8m;
                options.Currency = "KES";
            }));
    }

    internal sealed class Options : SmsProviderOptions;
}
