using Infora.Communication.Delivery;
using Infora.Communication.Messages;
using Infora.Communication.Providers;

namespace Infora.Communication.Sms;

internal sealed class SmsHandover : IHandover
{
    public int MaxBatchSize(ConfiguredProvider provider) => (provider.Plugin as ISmsBatchProvider)?.MaxBatchSize ?? 1;

    /// <summary>Messages with one text go together, unless it is too long to go at all.</summary>
    public object? BatchKey(ConfiguredProvider provider, MessageContent content) =>
        content.TextBody is { } text && SmsSegments.Count(text).Segments <= ((SmsProviderOptions)provider.Options!).MaxSegments ? text : null;

    public async Task<ProviderResult> SendAsync(ConfiguredProvider provider, RenderedMessage message, CancellationToken cancellationToken)
    {
        var options = (SmsProviderOptions)provider.Options!;
        var sms = Outgoing(message);
        if (sms.Segments.Segments > options.MaxSegments)
        {
            return ProviderResult.Rejected(TooLong(sms.Segments, options.MaxSegments));
        }

        var result = await provider.Sms!.SendAsync(sms, cancellationToken).ConfigureAwait(false);
        return Priced(result, sms.Segments, options);
    }

    public async Task<IReadOnlyList<ProviderResult>> SendBatchAsync(
        ConfiguredProvider provider, IReadOnlyList<RenderedMessage> batch, CancellationToken cancellationToken)
    {
        var options = (SmsProviderOptions)provider.Options!;
        var messages = batch.Select(Outgoing).ToList();
        var results = await ((ISmsBatchProvider)provider.Plugin!).SendBatchAsync(messages, cancellationToken).ConfigureAwait(false);
        return [.. results.Select(result => Priced(result, messages[0].Segments, options))];
    }

    private static OutgoingSms Outgoing(RenderedMessage message)
    {
        var body = message.Content.TextBody ?? "";
        return new OutgoingSms(message.Id, message.Content.Recipient, body, SmsSegments.Count(body));
    }

    /// <summary>What the vendor does not say of segments and price is counted and configured.</summary>
    private static ProviderResult Priced(ProviderResult result, SmsSegments segments, SmsProviderOptions options)
    {
        if (result.Status is not SendStatus.Sent)
        {
            return result;
        }

        var billed = result.Segments is > 0 and { } counted ? counted : segments.Segments;
        var configured = options.CostPerSms is { } cost ? new Money(cost * billed, options.Currency) : (Money?)null;
        return ProviderResult.Sent(result.MessageId, billed, result.Price ?? configured);
    }

    private static SendError TooLong(SmsSegments segments, int most) => new(
        ErrorCode.InvalidContent,
        $"The text needs {segments.Segments} segments and the provider's max_segments is {most}.",
        Permanent: true)
    {
        Hint = segments.ForcedUcs2By is { } character
            ? $"Shorten it, or replace '{character}', which halves what fits in a segment."
            : "Shorten it, or raise max_segments.",
    };
}
