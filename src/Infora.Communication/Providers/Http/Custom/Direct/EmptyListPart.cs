namespace Infora.Communication.Providers.Http.Custom.Direct;

/// <summary>A loop over a list that most messages have nothing in, such as attachments; one with items is left to Liquid.</summary>
internal sealed class EmptyListPart(string name, IDirectPart otherwise) : IDirectPart
{
    public bool TryWrite(TextBuffer text, CustomVariables variables) => variables.IsEmptyList(name) && otherwise.TryWrite(text, variables);
}
