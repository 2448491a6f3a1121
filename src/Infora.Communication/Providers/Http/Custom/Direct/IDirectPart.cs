namespace Infora.Communication.Providers.Http.Custom.Direct;

/// <summary>A part of a template that can be written without Liquid.</summary>
internal interface IDirectPart
{
    /// <summary>Writes it; false where only Liquid can, which then also finds what is wrong.</summary>
    bool TryWrite(TextBuffer text, CustomVariables variables);
}
