using Infora.Communication.Delivery;
using Infora.Communication.Messages;
using Infora.Communication.Providers;

namespace Infora.Communication.Sms;

internal sealed class SmsHandover : IHandover
{
    public async Task<ProviderResult> SendAsync(
        ConfiguredProvider provider, Guid messageId, MessageContent content, CancellationToken cancellationToken)
    {
        var options = (SmsProviderOptions)provider.Options!;
        var body = content.TextBody ?? "";
        var segments = SmsSegments.Count(body);
        if (segments.Segments > options.MaxSegments)
        {
            return ProviderResult.Rejected(TooLong(segments, options.MaxSegments));
        }

        var result = await provider.Sms!.SendAsync(new OutgoingSms(messageId, content.Recipient, body, segments), cancellationToken)
            .ConfigureAwait(false);
        if (result.Status is not SendStatus.Sent)
        {
            return result;
        }

        var billed = result.Segments is > 0 and { } counted ? counted : segments.Segments;
        var configured = options.CostPerSms is { } cost ? new Money(cost * billed, options.Currency) : (Money?)null;
        return ProviderResult.Sent(result.MessageId, billed, result.Price ?? configured);
    }

    private static SendError TooLong(SmsSegments segments, int most) =>
        new(ErrorCode.InvalidContent, SmsLength.Fault(segments, most), Permanent: true) { Hint = SmsLength.Mend(segments) };
}
