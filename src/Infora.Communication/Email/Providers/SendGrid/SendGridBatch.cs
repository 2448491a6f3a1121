using Infora.Communication.Providers;
using Infora.Communication.Providers.Http;

namespace Infora.Communication.Email.Providers.SendGrid;

/// <summary>
/// Hands over one batch. SendGrid takes or refuses a request as a whole, so one that is refused for a mail's sake is sent
/// again without the mail that it blames, or, where it blames none, in halves.
/// </summary>
internal sealed class SendGridBatch(SendGridApi api, ProviderHttpClient http, EmailBatch batch, Func<OutgoingEmail, CancellationToken, Task<ProviderResult>> sendOne)
{
    private readonly SendGridTokens _tokens = new(batch);
    private readonly ProviderResult[] _results = new ProviderResult[batch.Messages.Count];

    /// <summary>Once the account or SendGrid is at fault, the rest is not tried.</summary>
    private ProviderResult? _fault;

    public async Task<IReadOnlyList<ProviderResult>> SendAsync(CancellationToken cancellationToken)
    {
        var all = Enumerable.Range(0, _results.Length).ToList();
        var shared = all.FindAll(GoesWithOthers);
        await SendAsync(shared, cancellationToken).ConfigureAwait(false);
        foreach (var alone in all.Except(shared))
        {
            await SendOneAsync(alone, cancellationToken).ConfigureAwait(false);
        }

        return _results;
    }

    /// <summary>What SendGrid would refuse in a personalization is left to a request of its own.</summary>
    private bool GoesWithOthers(int member)
    {
        var mail = batch.Messages[member];
        return mail.Subject.Length > 0 && mail.TextBody.Length > 0 && mail.HtmlBody is not ""
            && OutgoingEmailCheck.Refuse(mail) is null && _tokens.Fits(member);
    }

    private async Task SendAsync(List<int> members, CancellationToken cancellationToken)
    {
        if (members.Count < 2 || _fault is not null)
        {
            foreach (var member in members)
            {
                await SendOneAsync(member, cancellationToken).ConfigureAwait(false);
            }

            return;
        }

        using var request = api.SendMail(SendGridBatchMail.ToJson(batch, members, _tokens));
        var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var answer = new SendGridAnswer(api, response);
        var result = response.Failure ?? answer.ToResult();
        if (result.Status is SendStatus.Rejected)
        {
            await SendWithoutAsync(members, answer.Blamed, result, cancellationToken).ConfigureAwait(false);
            return;
        }

        members.ForEach(member => _results[member] = result);
        _fault = result.Status is SendStatus.Sent ? null : result;
    }

    private async Task SendWithoutAsync(List<int> members, IReadOnlySet<int> blamed, ProviderResult refusal, CancellationToken cancellationToken)
    {
        var good = members.Where((_, position) => !blamed.Contains(position)).ToList();
        if (good.Count == members.Count)
        {
            var half = members.Count / 2;
            await SendAsync(members[..half], cancellationToken).ConfigureAwait(false);
            await SendAsync(members[half..], cancellationToken).ConfigureAwait(false);
            return;
        }

        foreach (var bad in members.Except(good))
        {
            _results[bad] = refusal;
        }

        await SendAsync(good, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A fault that came before surely kept this mail from being handed over.</summary>
    private async Task SendOneAsync(int member, CancellationToken cancellationToken) =>
        _results[member] = _fault is { } fault
            ? ProviderResult.Unavailable(fault.Error! with { Code = fault.Error.Code is ErrorCode.Uncertain ? ErrorCode.Unavailable : fault.Error.Code }, fault.RetryAfter)
            : Note(await sendOne(batch.Messages[member], cancellationToken).ConfigureAwait(false));

    private ProviderResult Note(ProviderResult result)
    {
        _fault = result.Status is SendStatus.Unavailable or SendStatus.Uncertain ? result : null;
        return result;
    }
}
