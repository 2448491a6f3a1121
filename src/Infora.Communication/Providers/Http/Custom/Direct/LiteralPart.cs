namespace Infora.Communication.Providers.Http.Custom.Direct;

internal sealed class LiteralPart(string literal) : IDirectPart
{
    public bool TryWrite(TextBuffer text, CustomVariables variables)
    {
        text.Append(literal);
        return true;
    }
}
