using Infora.Communication.Templates;
using Infora.Communication.Templates.Liquid;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Providers.Http.Custom;

/// <summary>Checks the settings of a gateway by parsing all of them and filling them in for a message that is hard to write.</summary>
internal static class CustomSettingsRules
{
    /// <summary>A text that breaks a JSON body into which it is put as it is.</summary>
    public const string HardText = "Say \"hi\" \\ & = % +\n{bye}";

    // Settings are checked before there are services, and strictly, however the host renders its own templates.
    private static readonly LiquidTemplateRenderer Renderer = new(Options.Create(new TemplateOptions()), TimeProvider.System, TimeZoneInfo.Utc);

    /// <summary>Adds what is wrong with the settings to the errors.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="baseUrl">The common setting of that name, which has no meaning here.</param>
    /// <param name="message">A message with hard texts.</param>
    /// <param name="errors">Where the errors go.</param>
    /// <returns>The request, where nothing is wrong with it.</returns>
    public static RequestTemplate? Check(
        CustomSettings settings, Uri? baseUrl, CustomMessage message, ICollection<FieldError> errors)
    {
        var found = new List<FieldError>();
        if (baseUrl is not null)
        {
            found.Add(new FieldError("base_url", "has no meaning for this service: put the whole address into request.url", ErrorCode.Configuration));
        }

        CheckResponse(settings.Response, found);
        var request = new RequestTemplate(settings.Request, Renderer, found);
        if (found.Count is 0)
        {
            var samples = settings.Secrets.ToDictionary(secret => secret.Key, _ => "secret", StringComparer.Ordinal);
            var filling = new TemplateFilling(Renderer, new CustomVariables(message, new CustomSecrets(samples)), CancellationToken.None);
            request.FillAsync(filling).Completed().Dispose();
            found = filling.Errors;
        }

        foreach (var error in found.Distinct())
        {
            errors.Add(error);
        }

        return found.Count is 0 ? request : null;
    }

    private static void CheckResponse(CustomResponse response, List<FieldError> errors)
    {
        (string Name, string? Pointer)[] pointers =
        [
            ("response.message_id_pointer", response.MessageIdPointer),
            ("response.error_pointer", response.ErrorPointer),
            ("response.success_match.pointer", response.SuccessMatch?.Pointer),
        ];
        errors.AddRange(pointers
            .Where(pointer => pointer.Pointer is not null && JsonPointer.Parse(pointer.Pointer) is null)
            .Select(pointer => new FieldError(pointer.Name, "must be a JSON pointer such as /data/0/id", ErrorCode.Configuration)));
        if (response.SuccessStatuses?.Any(status => status is < 100 or > 599) is true)
        {
            errors.Add(new FieldError("response.success_statuses", "must hold HTTP statuses, from 100 to 599", ErrorCode.Configuration));
        }
    }
}
