namespace Infora.Communication.Providers.Http.Custom.Direct;

/// <summary>A choice by a text: <c>{% if message.html != '' %}…{% else %}…{% endif %}</c>.</summary>
internal sealed class ConditionPart(TextPath path, string compared, IDirectPart whenEqual, IDirectPart otherwise) : IDirectPart
{
    public bool TryWrite(TextBuffer text, CustomVariables variables) =>
        path.In(variables) is { } value && (value == compared ? whenEqual : otherwise).TryWrite(text, variables);
}
