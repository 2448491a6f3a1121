namespace Infora.Communication.Providers.Http.Custom;

/// <summary>What the plugins of both channels have in common.</summary>
internal sealed record CustomSettings(CustomRequest Request, CustomResponse Response, IReadOnlyDictionary<string, string> Secrets);
