using Infora.Communication.Providers;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Reports;

/// <summary>The addresses that vendors report to.</summary>
public sealed class WebhookAddresses
{
    /// <summary>What our id of a message is called in an address that is given to a vendor with the message.</summary>
    private const string Message = "message";

    private readonly IOptionsMonitor<CommunicationOptions> _options;
    private string? _prefix;

    internal WebhookAddresses(IOptionsMonitor<CommunicationOptions> options) => _options = options;

    /// <summary>
    /// Says where the endpoints are; <c>MapInforaCommunication()</c> calls it. A process that sends and maps nothing calls it to give
    /// vendors the address of the process that does.
    /// </summary>
    /// <param name="prefix">What the paths of the endpoints begin with, behind <c>Communication:PublicUrl</c>. The first call counts.</param>
    public void Offer(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        Interlocked.CompareExchange(ref _prefix, prefix.Trim('/'), null);
    }

    /// <summary>The address of a provider's webhook.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="asked">The base of the request that asks, where <c>Communication:PublicUrl</c> is not configured.</param>
    /// <returns>Null where no endpoints are mapped or no address is known.</returns>
    public Uri? Find(ProviderRecord provider, Uri? asked = null)
    {
        ArgumentNullException.ThrowIfNull(provider);
        if (Volatile.Read(ref _prefix) is not { } prefix || (_options.CurrentValue.PublicUrl ?? asked) is not { } root || provider.WebhookToken.Length is 0)
        {
            return null;
        }

        var path = $"{prefix}/webhooks/{SnakeCase.Name(provider.Channel)}/{provider.Id}/{provider.WebhookToken}".TrimStart('/');
        return new Uri($"{root.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{path}");
    }

    /// <summary>The address that a vendor is to report one message to.</summary>
    internal Uri? Find(ProviderRecord provider, Guid messageId) =>
        Find(provider) is { } address ? new Uri($"{address}?{Message}={messageId:D}") : null;

    /// <summary>Reports that came to the address of one message are about that message.</summary>
    internal static IReadOnlyList<DeliveryReport> WithMessage(WebhookRequest request, IReadOnlyList<DeliveryReport> reports)
    {
        foreach (var part in request.Query.Split('&'))
        {
            if (part.StartsWith($"{Message}=", StringComparison.Ordinal) && Guid.TryParseExact(part[(Message.Length + 1)..], "D", out var id))
            {
                return [.. reports.Select(report => report with { MessageId = report.MessageId ?? id })];
            }
        }

        return reports;
    }
}
