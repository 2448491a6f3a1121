using Infora.Communication.EntityFramework.Outbox;
using Microsoft.EntityFrameworkCore;

#pragma warning disable IDE0130 // Beside what it extends.
namespace Infora.Communication.Outbox;
#pragma warning restore IDE0130

/// <summary>Outboxes for contexts that the host makes itself.</summary>
public static class HostOutboxExtensions
{
    /// <summary>
    /// Makes an outbox whose messages are stored by a context's next <c>SaveChanges</c>, in its transaction. The registered
    /// <see cref="IMessageOutbox"/> of a scope does so for the context of that scope; this is for one that comes from an
    /// <see cref="IDbContextFactory{TContext}"/>. Like the context it serves one caller at a time.
    /// </summary>
    /// <param name="factory">Makes outboxes.</param>
    /// <param name="context">A context of the type that <c>UseEntityFramework&lt;TContext&gt;()</c> was called with.</param>
    /// <exception cref="InvalidOperationException">
    /// The context does not call <see cref="CommunicationModelBuilderExtensions.UseInforaCommunication"/> in its <c>OnModelCreating</c>.
    /// </exception>
    public static IMessageOutbox CreateFor(this MessageOutboxFactory factory, DbContext context)
    {
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(context);
        return factory.Create(new HostContextOutboxWriter(context));
    }
}
