using Infora.Communication;
using Infora.Communication.Outbox;

#pragma warning disable IDE0130 // Registration lives where every host looks for it.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds conditions of messages to a host.</summary>
public static class SendConditionExtensions
{
    /// <summary>Adds a condition that messages can name in <see cref="EnqueueOptions.Condition"/>; it is made anew, in a scope of its own, for each message.</summary>
    /// <typeparam name="TCondition">The condition.</typeparam>
    /// <param name="builder">The library's registration.</param>
    /// <param name="name">The name, which is stored with messages.</param>
    /// <returns>The registration.</returns>
    public static CommunicationBuilder AddSendCondition<TCondition>(this CommunicationBuilder builder, string name)
        where TCondition : class, ISendCondition
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        builder.Services.AddKeyedScoped<ISendCondition, TCondition>(name);
        return builder;
    }
}
