namespace Infora.Communication.Providers.Http.Custom.Direct;

internal sealed class SequencePart(IDirectPart[] parts) : IDirectPart
{
    public bool TryWrite(TextBuffer text, CustomVariables variables)
    {
        foreach (var part in parts)
        {
            if (!part.TryWrite(text, variables))
            {
                return false;
            }
        }

        return true;
    }
}
