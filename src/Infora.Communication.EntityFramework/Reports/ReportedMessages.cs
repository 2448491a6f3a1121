using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.Reports;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Reports;

/// <summary>Finds the messages that reports are about.</summary>
internal static class ReportedMessages
{
    /// <returns>The id of the message by the id of the report, for those that have one.</returns>
    public static async Task<Dictionary<long, Guid>> FindAsync(
        DbContext context, IReadOnlyList<ReceivedReport> reports, CancellationToken cancellationToken)
    {
        var found = new Dictionary<long, Guid>();
        await AddNamedAsync(context, reports, found, cancellationToken).ConfigureAwait(false);
        await AddByVendorAsync(context, [.. reports.Where(report => !found.ContainsKey(report.Id))], found, cancellationToken).ConfigureAwait(false);
        foreach (var report in reports.Where(report => !found.ContainsKey(report.Id) && report.NamesOnlyThePerson))
        {
            await AddNewestAsync(context, report, found, cancellationToken).ConfigureAwait(false);
        }

        return found;
    }

    /// <summary>By our own id, in the provider's channel.</summary>
    private static async Task AddNamedAsync(
        DbContext context, IReadOnlyList<ReceivedReport> reports, Dictionary<long, Guid> found, CancellationToken cancellationToken)
    {
        var ids = reports.Select(report => report.Report.MessageId).OfType<Guid>().Distinct().ToList();
        if (ids.Count is 0)
        {
            return;
        }

        var there = await context.Set<MessageEntity>().AsNoTracking().Where(message => ids.Contains(message.Id))
            .Select(message => new { message.Id, message.Channel })
            .ToDictionaryAsync(message => message.Id, message => message.Channel, cancellationToken).ConfigureAwait(false);
        foreach (var report in reports)
        {
            if (report.Report.MessageId is { } id && there.TryGetValue(id, out var channel) && channel == report.Channel)
            {
                found[report.Id] = id;
            }
        }
    }

    /// <summary>By the vendor's id, and by the recipient where messages share it.</summary>
    private static async Task AddByVendorAsync(
        DbContext context, IReadOnlyList<ReceivedReport> reports, Dictionary<long, Guid> found, CancellationToken cancellationToken)
    {
        var ids = reports.Select(report => report.Report.ProviderMessageId).OfType<string>().Distinct().ToList();
        if (ids.Count is 0)
        {
            return;
        }

        var rows = await (
            from message in context.Set<MessageEntity>().AsNoTracking()
            where ids.Contains(message.ProviderMessageId!)
            join content in context.Set<MessageContentEntity>() on message.Id equals content.MessageId into contents
            from content in contents.DefaultIfEmpty()
            select new { message.Id, message.ProviderId, message.ProviderMessageId, RecipientKey = content == null ? null : content.RecipientKey })
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        var byVendor = rows.ToLookup(row => (row.ProviderId ?? 0, row.ProviderMessageId ?? ""));
        foreach (var report in reports)
        {
            var candidates = byVendor[(report.ProviderId, report.Report.ProviderMessageId ?? "")].ToList();
            var message = candidates is [var only] ? only : candidates.Find(candidate => candidate.RecipientKey == report.RecipientKey);
            if (message is not null)
            {
                found[report.Id] = message.Id;
            }
        }
    }

    private static async Task AddNewestAsync(
        DbContext context, ReceivedReport report, Dictionary<long, Guid> found, CancellationToken cancellationToken)
    {
        if (report.RecipientKey is not { } person)
        {
            return;
        }

        var newest = await (
            from content in context.Set<MessageContentEntity>().AsNoTracking()
            join message in context.Set<MessageEntity>() on content.MessageId equals message.Id
            where content.RecipientKey == person && message.Channel == report.Channel
            orderby content.MessageId descending
            select (Guid?)content.MessageId).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        if (newest is { } id)
        {
            found[report.Id] = id;
        }
    }
}
