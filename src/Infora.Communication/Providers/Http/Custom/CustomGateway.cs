using Infora.Communication.Templates;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Providers.Http.Custom;

/// <summary>Sends messages of either channel through a gateway that is described by settings alone.</summary>
internal sealed class CustomGateway
{
    private readonly string _name;
    private readonly CustomSettings _settings;
    private readonly ITemplateRenderer _renderer;
    private readonly ProviderHttpClient _http;
    private readonly CustomSecrets _secrets;
    private readonly CustomPointers _pointers;
    private readonly List<FieldError> _errors = [];

    public CustomGateway(string name, CustomSettings settings, IServiceProvider services)
    {
        (_name, _settings) = (name, settings);
        _renderer = services.GetRequiredService<ITemplateRenderer>();
        _http = services.GetRequiredService<ProviderHttpClient>();
        _secrets = new CustomSecrets(settings.Secrets);
        _pointers = new CustomPointers(settings.Response);
        Request = new RequestTemplate(settings.Request, _renderer, _errors);
    }

    public RequestTemplate Request { get; }

    /// <summary>Sends a message.</summary>
    public async Task<ProviderResult> SendAsync(CustomMessage message, CancellationToken cancellationToken)
    {
        var (request, fault) = await PrepareAsync(message, cancellationToken).ConfigureAwait(false);
        using (request)
        {
            if (fault is not null)
            {
                return ProviderResult.Unavailable(fault);
            }

            var response = await _http.SendAsync(request!, cancellationToken).ConfigureAwait(false);
            using var answer = new CustomAnswer(_name, _settings, _pointers, response, request!, message);
            return WithOwnHint(response.Failure ?? answer.ToResult());
        }
    }

    /// <summary>Fills in the request for a made-up message: no gateway has a call in common that would check the credentials.</summary>
    public async Task<ProviderCheck> CheckAsync(CustomMessage message, CancellationToken cancellationToken)
    {
        var (request, fault) = await PrepareAsync(message, cancellationToken).ConfigureAwait(false);
        request?.Dispose();
        return fault is null
            ? new ProviderCheck($"A request to {_name} can be made from the settings. Whether it takes the credentials only a test message tells.")
            : new ProviderCheck("No request can be made from the settings.", fault);
    }

    private async ValueTask<(HttpRequestMessage? Request, SendError? Fault)> PrepareAsync(CustomMessage message, CancellationToken cancellationToken)
    {
        if (_errors.Count > 0)
        {
            return (null, Fault(_errors));
        }

        var filling = new TemplateFilling(_renderer, new CustomVariables(message, _secrets), cancellationToken);
        var request = await Request.FillAsync(filling).ConfigureAwait(false);
        return (request, filling.Errors.Count > 0 ? Fault(filling.Errors) : null);
    }

    private SendError Fault(List<FieldError> errors) =>
        new(ErrorCode.Configuration, $"No request to {_name} could be made: {string.Join("; ", errors.Select(error => $"{error.Field} {error.Message}"))}.", Permanent: false);

    /// <summary>The address is in another setting than that of other providers.</summary>
    private static ProviderResult WithOwnHint(ProviderResult result)
    {
        if (result.Error is not { Hint: { } hint } error || !hint.Contains("base_url", StringComparison.Ordinal))
        {
            return result;
        }

        var own = error with { Hint = hint.Replace("base_url", "request.url", StringComparison.Ordinal) };
        return result.Status is SendStatus.Rejected ? ProviderResult.Rejected(own)
            : result.Status is SendStatus.Uncertain ? ProviderResult.Uncertain(own)
            : ProviderResult.Unavailable(own, result.RetryAfter);
    }
}
