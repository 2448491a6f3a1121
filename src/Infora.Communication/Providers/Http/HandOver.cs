namespace Infora.Communication.Providers.Http;

/// <summary>Whether the attempt under way may have reached the vendor: noted as the request's body begins to be written.</summary>
internal sealed class HandOver(bool hasBody, CancellationToken cancellationToken)
{
    // Nothing tells when a request without a body is written, so it counts as written from the start.
    private volatile bool _began = !hasBody;

    public bool Began => _began;

    public CancellationToken CancellationToken => cancellationToken;

    public void Begin() => _began = true;

    /// <summary>The attempt surely came to nothing.</summary>
    public void Reset() => _began = !hasBody;
}
