using Infora.Communication.Providers;
using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;
using Infora.Communication.Sms.Providers.AfricasTalking.Webhooks;

namespace Infora.Communication.Sms.Providers.AfricasTalking;

/// <summary>Africa's Talking bulk SMS (https://developers.africastalking.com/docs/sms/sending/bulk).</summary>
internal sealed class AfricasTalkingProvider(AfricasTalkingOptions options, ProviderHttpClient http) : ISmsBatchProvider, IReportingProvider
{
    // The vendor publishes no bound; this is the usual one of gateways.
    private const int MaxCharacters = 1600;

    private readonly AfricasTalkingApi _api = new(options);

    /// <summary>The vendor publishes no limit; its own examples go up to a thousand.</summary>
    public int MaxBatchSize => 100;

    public async Task<ProviderResult> SendAsync(OutgoingSms message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return (await PostAsync([message], cancellationToken).ConfigureAwait(false)).Results[0];
    }

    public async Task<IReadOnlyList<ProviderResult>> SendBatchAsync(IReadOnlyList<OutgoingSms> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var batch = new AllOrNothingBatch(
            messages.Count,
            static _ => true,
            (members, token) => PostAsync([.. members.Select(member => messages[member])], token),
            (member, token) => SendAsync(messages[member], token));
        return await batch.SendAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<BatchAnswer> PostAsync(IReadOnlyList<OutgoingSms> messages, CancellationToken cancellationToken)
    {
        if (_api.Username is not { } username)
        {
            return BatchAnswer.All(ProviderResult.Unavailable(NoUsername()), messages.Count);
        }

        if (SmsLength.RefuseBeyond(MaxCharacters, messages[0], "Africa's Talking") is { } refusal)
        {
            return BatchAnswer.All(refusal, messages.Count);
        }

        using var request = _api.CreateMessage(username, messages);
        var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var answer = new AfricasTalkingAnswer(_api, response);
        List<ProviderResult> results = [.. messages.Select(message => response.Failure ?? answer.ToResult(message.To))];
        // Answers without recipients refuse all of them, perhaps for the sake of one.
        return answer.NamesNobody && results[0].Error?.Code is ErrorCode.InvalidRecipient
            ? BatchAnswer.Refused(results[0], messages.Count)
            : BatchAnswer.Each(results);
    }

    public Task<WebhookReading> ReadAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(new AfricasTalkingWebhook(_api).Read(request));
    }

    public async Task<ProviderCheck> CheckAsync(CancellationToken cancellationToken)
    {
        if (_api.Username is not { } username)
        {
            var missing = NoUsername();
            return new ProviderCheck(missing.Message, missing);
        }

        using var request = _api.GetUser(username);
        var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var answer = new AfricasTalkingAnswer(_api, response);
        var user = LooseJson.Parse(response.Body).Member("UserData");
        return response.IsSuccess && user is not null
            ? new ProviderCheck(_api.IsSandbox
                ? "Africa's Talking accepted the credentials of the sandbox: messages go to its simulator, not to phones."
                : "Africa's Talking accepted the credentials.")
            {
                Balance = AfricasTalkingMoney.Read(user.Member("balance").AsText()),
            }
            : response.ToFailedCheck(
                "Africa's Talking", "Africa's Talking did not accept the credentials.", answer.ToRefusal());
    }

    private static SendError NoUsername() =>
        new(ErrorCode.Configuration, "Africa's Talking needs the user name of the application, and none is configured.", Permanent: false)
        {
            Hint = AfricasTalkingHints.Username,
        };
}
