using Infora.Communication.Templates;

namespace Infora.Communication.Providers.Http.Custom;

/// <summary>What the templates of a request read; Liquid's own form of it is made only for a template that needs it.</summary>
internal sealed class CustomVariables(CustomMessage message, CustomSecrets secrets)
{
    public const string Message = "message";
    public const string Secrets = "secrets";

    private TemplateVariables? _all;

    public TemplateVariables All => _all ??= TemplateVariables.From(
        new Dictionary<string, object?> { [Message] = message.ToVariables(), [Secrets] = secrets.Variables });

    /// <summary>The text that a path such as <c>message.to</c> leads to; null where it leads to something else or to nothing.</summary>
    public string? Text(string root, string name) => root is Message ? message.Text(name) : secrets.Values.GetValueOrDefault(name);

    /// <summary>Whether there is a list of that name in the message without an item.</summary>
    public bool IsEmptyList(string name) => message.IsEmptyList(name);
}
