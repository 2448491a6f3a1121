using Infora.Communication.EntityFramework.Databases;

namespace Infora.Communication.EntityFramework.Reports;

/// <summary>The columns of reports, for writing rows of them as a set.</summary>
internal static class ReportColumns
{
    public static SetColumns<ReportEntity> All { get; } = new SetColumns<ReportEntity>()
        .Text("channel", row => SnakeCase.Name(row.Channel))
        .Add("provider_id", "int", row => row.ProviderId)
        .Time("received_at", row => row.ReceivedAt)
        .Time("due_at", row => row.DueAt)
        .Text("report", row => row.Report);
}
