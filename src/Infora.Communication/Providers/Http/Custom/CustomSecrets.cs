using Infora.Communication.Templates;

namespace Infora.Communication.Providers.Http.Custom;

/// <summary>A provider's secrets by name.</summary>
internal sealed class CustomSecrets(IReadOnlyDictionary<string, string> values)
{
    public IReadOnlyDictionary<string, string> Values => values;

    public TemplateVariables Variables { get; } = TemplateVariables.From(values);
}
