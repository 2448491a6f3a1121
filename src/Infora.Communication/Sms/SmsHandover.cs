using Infora.Communication.Delivery;
using Infora.Communication.Messages;
using Infora.Communication.Providers;
using Infora.Communication.Reports;

namespace Infora.Communication.Sms;

/// <param name="addresses">Where vendors are to report to; null where nobody wants to know what becomes of the messages.</param>
internal sealed class SmsHandover(WebhookAddresses? addresses) : IHandover
{
    public int MaxBatchSize(ConfiguredProvider provider) => (provider.Plugin as ISmsBatchProvider)?.MaxBatchSize ?? 1;

    /// <summary>Messages with one text go together.</summary>
    public object? BatchKey(MessageContent content) => content.TextBody;

    public string RecipientKey(MessageContent content) => content.Recipient;

    public async Task<ProviderResult> SendAsync(ConfiguredProvider provider, RenderedMessage message, CancellationToken cancellationToken) =>
        (await SendAsync(
            provider, [message], async messages => [await provider.Sms!.SendAsync(messages[0], cancellationToken).ConfigureAwait(false)]).ConfigureAwait(false))[0];

    public Task<IReadOnlyList<ProviderResult>> SendBatchAsync(
        ConfiguredProvider provider, IReadOnlyList<RenderedMessage> batch, CancellationToken cancellationToken) =>
        SendAsync(provider, batch, messages => ((ISmsBatchProvider)provider.Plugin!).SendBatchAsync(messages, cancellationToken));

    /// <summary>Messages with one text, counted once.</summary>
    private async Task<IReadOnlyList<ProviderResult>> SendAsync(
        ConfiguredProvider provider, IReadOnlyList<RenderedMessage> batch, Func<IReadOnlyList<OutgoingSms>, Task<IReadOnlyList<ProviderResult>>> send)
    {
        var options = (SmsProviderOptions)provider.Options!;
        var body = batch[0].Content.TextBody ?? "";
        var segments = SmsSegments.Count(body);
        if (segments.Segments > options.MaxSegments)
        {
            return [.. batch.Select(_ => ProviderResult.Rejected(TooLong(segments, options.MaxSegments)))];
        }

        var results = await send(
        [
            .. batch.Select(message => new OutgoingSms(message.Id, message.Content.Recipient, body, segments)
            {
                StatusCallback = provider.Plugin is IReportingProvider ? addresses?.Find(provider.Record, message.Id) : null,
            }),
        ]).ConfigureAwait(false);
        var tellsLater = provider.Plugin is ISmsPriceProvider;
        return [.. results.Zip(batch, (result, message) => Priced(result, segments, options, message.Content.Recipient, tellsLater))];
    }

    /// <summary>What the vendor does not say of segments and price is counted and configured.</summary>
    private static ProviderResult Priced(
        ProviderResult result, SmsSegments segments, SmsProviderOptions options, string number, bool tellsLater)
    {
        if (result.Status is not SendStatus.Sent)
        {
            return result;
        }

        var billed = result.Segments is > 0 and { } counted ? counted : segments.Segments;
        var estimate = options.CostOf(billed, number);
        return ProviderResult.Sent(result.MessageId, billed, result.Price ?? estimate) with
        {
            Estimate = estimate,
            PriceFollows = tellsLater && result is { Price: null, MessageId: not null },
        };
    }

    private static SendError TooLong(SmsSegments segments, int most) =>
        new(ErrorCode.InvalidContent, SmsLength.Fault(segments, most), Permanent: true) { Hint = SmsLength.Mend(segments) };
}
