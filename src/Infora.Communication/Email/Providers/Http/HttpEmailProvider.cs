using Infora.Communication.Providers;
using Infora.Communication.Providers.Http.Custom;

namespace Infora.Communication.Email.Providers.Http;

/// <summary>A mail service that is described by its settings.</summary>
internal sealed class HttpEmailProvider(string name, HttpEmailOptions options, IServiceProvider services) : IEmailProvider
{
    private readonly CustomGateway _gateway = new(name, options.Settings, services);

    public async Task<ProviderResult> SendAsync(OutgoingEmail message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (OutgoingEmailCheck.Refuse(message) is { } refusal)
        {
            return refusal;
        }

        return HttpEmailMessage.Optional(message).FirstOrDefault(part => !_gateway.Request.Reads(part.Variable)) is { Part: { } part, Variable: var variable }
            ? ProviderResult.Rejected(NotCarried(part, variable))
            : await _gateway.SendAsync(
                HttpEmailMessage.Of(message), [message.HtmlBody, message.TextBody, message.Subject], cancellationToken).ConfigureAwait(false);
    }

    public Task<ProviderCheck> CheckAsync(CancellationToken cancellationToken) =>
        _gateway.CheckAsync(HttpEmailMessage.Sample(options.SenderEmail, "Test"), cancellationToken);

    private SendError NotCarried(string part, string variable) =>
        new(ErrorCode.InvalidContent, $"The mail has {part}, which the request of {name} does not carry.", Permanent: true)
        {
            Hint = $"Write {variable} into request.body, or send the mail through another provider.",
        };
}
