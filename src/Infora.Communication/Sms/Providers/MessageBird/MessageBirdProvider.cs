using Infora.Communication.Providers;
using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;
using Infora.Communication.Sms.Providers.MessageBird.Webhooks;

namespace Infora.Communication.Sms.Providers.MessageBird;

/// <summary>MessageBird's SMS messaging API (https://developers.messagebird.com/api/sms-messaging).</summary>
internal sealed class MessageBirdProvider : ISmsBatchProvider, ISmsPriceProvider, IReportingProvider
{
    private const int MaxSegments = 9;

    private readonly ProviderHttpClient _http;
    private readonly MessageBirdApi _api;
    private readonly MessageBirdWebhook _webhook;

    public MessageBirdProvider(MessageBirdOptions options, ProviderHttpClient http)
    {
        (_http, _api) = (http, new MessageBirdApi(options));
        _webhook = new MessageBirdWebhook(_api);
    }

    public int MaxBatchSize => 50;

    public async Task<ProviderResult> SendAsync(OutgoingSms message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Segments.Segments > MaxSegments)
        {
            return ProviderResult.Rejected(new SendError(
                ErrorCode.InvalidContent,
                $"MessageBird takes texts of up to {MaxSegments} segments, and this one needs {message.Segments.Segments}.",
                Permanent: true)
            {
                Hint = "Shorten the text.",
            });
        }

        using var request = _api.CreateMessage([message]);
        var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var answer = new MessageBirdAnswer(_api, response);
        return response.Failure ?? answer.ToResult(message.To);
    }

    public async Task<IReadOnlyList<ProviderResult>> SendBatchAsync(IReadOnlyList<OutgoingSms> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var batch = new AllOrNothingBatch(
            messages.Count,
            member => messages[member].Segments.Segments <= MaxSegments,
            (members, token) => PostAsync([.. members.Select(member => messages[member])], token),
            (member, token) => SendAsync(messages[member], token));
        return await batch.SendAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<BatchAnswer> PostAsync(IReadOnlyList<OutgoingSms> messages, CancellationToken cancellationToken)
    {
        using var request = _api.CreateMessage(messages);
        var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.Failure is { } failure)
        {
            return BatchAnswer.All(failure, messages.Count);
        }

        using var answer = new MessageBirdAnswer(_api, response);
        List<ProviderResult> results = [.. messages.Select(message => answer.ToResult(message.To, isOneOfMany: messages.Count > 1))];
        return !response.IsSuccess && results[0].Error?.Code is ErrorCode.InvalidRecipient
            ? BatchAnswer.Refused(results[0], messages.Count)
            : BatchAnswer.Each(results);
    }

    public async Task<SmsPrice?> GetPriceAsync(string providerMessageId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(providerMessageId);
        using var request = _api.GetMessage(providerMessageId);
        var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        using var answer = new MessageBirdAnswer(_api, response);
        return answer.ToPrice();
    }

    public Task<WebhookReading> ReadAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(_webhook.Read(request));
    }

    public async Task<ProviderCheck> CheckAsync(CancellationToken cancellationToken)
    {
        using var request = _api.GetBalance();
        var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var answer = new MessageBirdAnswer(_api, response);
        var account = LooseJson.Parse(response.Body);
        if (!response.IsSuccess || account.Member("payment").AsText() is not { } payment)
        {
            return response.ToFailedCheck(
                "MessageBird", "MessageBird did not accept the access key.", answer.ToRefusal());
        }

        var kind = _api.IsTestKey ? "It is a test key: messages are accepted and not delivered." : $"The account is {payment}.";
        var balance = payment is "prepaid" ? account.Member("amount").AsDecimal() : null;
        return CurrencyOf(account.Member("type").AsText()) is { } currency
            ? new ProviderCheck($"MessageBird accepted the access key. {kind}") { Balance = balance is { } money ? new Money(money, currency) : null }
            : new ProviderCheck($"MessageBird accepted the access key. {kind}{(balance is { } credits ? $" Credits: {credits:0.##}." : "")}");
    }

    /// <summary>Null for credits, which are no currency.</summary>
    private static string? CurrencyOf(string? type) => type switch
    {
        "euros" => "EUR",
        "pounds" => "GBP",
        "dollars" => "USD",
        _ => null,
    };
}
