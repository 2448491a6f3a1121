using Infora.Communication.Templates;

namespace Infora.Communication.Providers.Http.Custom;

/// <summary>What the templates of a request read.</summary>
internal static class CustomVariables
{
    public const string Message = "message";
    public const string Secrets = "secrets";

    public static TemplateVariables Of(IReadOnlyDictionary<string, object?> message, TemplateVariables secrets) =>
        TemplateVariables.From(new Dictionary<string, object?> { [Message] = message, [Secrets] = secrets });
}
