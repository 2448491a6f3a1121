using Infora.Communication.Providers;
using Infora.Communication.Providers.Http;

namespace Infora.Communication.Email.Providers.Mailgun;

/// <summary>Hands over one batch for a domain.</summary>
internal sealed class MailgunBatch(MailgunApi api, ProviderHttpClient http, string domain, EmailBatch batch)
{
    // Mailgun takes 25 MB; in UTF-8 and as JSON most texts are longer than their characters.
    private const long MaxCharacters = 10_000_000;

    private readonly MailgunBatchMail _mails = new(batch);

    public Task<IReadOnlyList<ProviderResult>> SendAsync(
        Func<OutgoingEmail, CancellationToken, Task<ProviderResult>> sendOne, CancellationToken cancellationToken) =>
        new AllOrNothingBatch(batch.Messages.Count, GoesWithOthers, SendManyAsync, (member, token) => sendOne(batch.Messages[member], token))
            .SendAsync(cancellationToken);

    private bool GoesWithOthers(int member) =>
        _mails.Takes(member) && (OutgoingEmailCheck.Refuse(batch.Messages[member]) ?? MailgunLimits.Refuse(batch.Messages[member])) is null;

    private async Task<BatchAnswer> SendManyAsync(IReadOnlyList<int> members, CancellationToken cancellationToken)
    {
        if (_mails.LengthOf(members) > MaxCharacters)
        {
            return BatchAnswer.TooLarge;
        }

        using var request = api.SendMessages(domain, _mails, members);
        var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var answer = new MailgunAnswer(api, response);
        var result = response.Failure ?? answer.ToResult();
        return result.Status is SendStatus.Rejected
            ? BatchAnswer.Refused(result, members.Count)
            : BatchAnswer.All(result, members.Count);
    }
}
