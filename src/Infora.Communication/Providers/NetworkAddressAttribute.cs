namespace Infora.Communication.Providers;

/// <summary>
/// Marks an option, a host name, the root of an API or a resource, that a connection is made to: it is checked when it is configured
/// (<see cref="ProviderAddress"/>) and again when it is connected to.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NetworkAddressAttribute : Attribute
{
    /// <summary>Whether it is the whole address of a resource and may have a query; otherwise it is the root of an API.</summary>
    /// <value>Default: false.</value>
    public bool IsResource { get; init; }
}
