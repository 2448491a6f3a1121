using Infora.Communication.Providers;
using Infora.Communication.Providers.Http;

namespace Infora.Communication.Email.Providers.SendGrid;

/// <summary>Hands over one batch.</summary>
internal sealed class SendGridBatch(SendGridApi api, ProviderHttpClient http, EmailBatch batch)
{
    // SendGrid refuses what comes to 30 MB, and does not say how it counts.
    private const int MaxBytes = 20_000_000;

    private readonly SendGridTokens _tokens = new(batch);

    public Task<IReadOnlyList<ProviderResult>> SendAsync(
        Func<OutgoingEmail, CancellationToken, Task<ProviderResult>> sendOne, CancellationToken cancellationToken) =>
        new AllOrNothingBatch(batch.Messages.Count, GoesWithOthers, SendManyAsync, (member, token) => sendOne(batch.Messages[member], token))
            .SendAsync(cancellationToken);

    /// <summary>What SendGrid would refuse in a personalization is left to a request of its own.</summary>
    private bool GoesWithOthers(int member)
    {
        var mail = batch.Messages[member];
        return mail.Subject.Length > 0 && mail.TextBody.Length > 0 && mail.HtmlBody is not ""
            && (OutgoingEmailCheck.Refuse(mail) ?? SendGridLimits.Refuse(mail)) is null && _tokens.Fits(member);
    }

    private async Task<BatchAnswer> SendManyAsync(IReadOnlyList<int> members, CancellationToken cancellationToken)
    {
        var json = SendGridBatchMail.ToJson(batch, members, _tokens);
        if (json.Length > MaxBytes)
        {
            return BatchAnswer.TooLarge;
        }

        using var request = api.SendMail(json);
        var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var answer = new SendGridAnswer(api, response);
        var result = response.Failure ?? answer.ToResult();
        if (result.Status is not SendStatus.Rejected || answer.BlamesWhatIsShared)
        {
            return BatchAnswer.All(result, members.Count);
        }

        var blamed = answer.Blamed;
        return BatchAnswer.Refused(
            [.. Enumerable.Range(0, members.Count).Select(position => blamed.Contains(position) ? answer.About(position).ToRefusal() : result)],
            blamed);
    }
}
