using Infora.Communication.Providers;
using Infora.Communication.Providers.Http;

namespace Infora.Communication.Sms.Providers.Twilio;

/// <summary>Checks an account's credentials and state, and what is left on it.</summary>
internal sealed class TwilioCheck(TwilioApi api, ProviderHttpClient http)
{
    private const string Vendor = "Twilio";
    private const int TestCredentials = 20008;

    public async Task<ProviderCheck> RunAsync(CancellationToken cancellationToken)
    {
        var check = await CheckAccountAsync(cancellationToken).ConfigureAwait(false);
        return check.Error is null && api.UsesApiKey
            ? await CheckKeyAsync(check, cancellationToken).ConfigureAwait(false)
            : check;
    }

    private async Task<ProviderCheck> CheckAccountAsync(CancellationToken cancellationToken)
    {
        var response = await GetAsync(api.GetAccount(), cancellationToken).ConfigureAwait(false);
        using var account = new TwilioAnswer(api, response);
        if (account.Code is TestCredentials)
        {
            return new ProviderCheck("These are Twilio's test credentials: messages are accepted and never sent.");
        }

        if (!response.IsSuccess)
        {
            return response.ToFailedCheck(Vendor, "Twilio did not accept the account SID and the auth token.", account.ToRefusal());
        }

        return account.Field("status") switch
        {
            "active" => await ReadBalanceAsync(account, cancellationToken).ConfigureAwait(false),
            "suspended" => NotActive("suspended", ErrorCode.InsufficientBalance, "Top up the account, or ask Twilio's support why it is suspended."),
            "closed" => NotActive("closed", ErrorCode.Configuration, "Put in the credentials of another account."),
            _ => response.ToFailedCheck(Vendor, "The answer is not that of an account."),
        };
    }

    private async Task<ProviderCheck> ReadBalanceAsync(TwilioAnswer account, CancellationToken cancellationToken)
    {
        var kind = account.Field("type") is "Trial" ? "a trial account: it writes to verified numbers only" : "active";
        var check = new ProviderCheck($"Twilio accepted the credentials; the account is {kind}.");
        // Sub-accounts have no balance of their own, so without an answer it is simply not known.
        var response = await GetAsync(api.GetBalance(), cancellationToken).ConfigureAwait(false);
        var balance = LooseJson.Parse(response.Body);
        return response.IsSuccess && balance.Member("balance").AsDecimal() is { } amount && balance.Member("currency").AsText() is { } currency
            ? check with { Balance = new Money(amount, currency.ToUpperInvariant()) }
            : check;
    }

    private async Task<ProviderCheck> CheckKeyAsync(ProviderCheck account, CancellationToken cancellationToken)
    {
        var response = await GetAsync(api.GetMessages(), cancellationToken).ConfigureAwait(false);
        using var answer = new TwilioAnswer(api, response);
        return response.IsSuccess
            ? account
            : response.ToFailedCheck(Vendor, "Twilio did not accept the API key, which messages are sent with.", answer.ToRefusal());
    }

    private async Task<ProviderHttpResponse> GetAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
    }

    private static ProviderCheck NotActive(string state, ErrorCode code, string hint) =>
        new($"The Twilio account is {state}.", new SendError(code, $"The Twilio account is {state}.", Permanent: false) { Hint = hint });
}
