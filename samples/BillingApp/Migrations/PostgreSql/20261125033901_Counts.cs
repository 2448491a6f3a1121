using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace BillingApp.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Counts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "communication_message_count_changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    provider_id = table.Column<int>(type: "integer", nullable: false),
                    campaign_id = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    accepted = table.Column<bool>(type: "boolean", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    messages = table.Column<long>(type: "bigint", nullable: false),
                    opened = table.Column<long>(type: "bigint", nullable: false),
                    clicked = table.Column<long>(type: "bigint", nullable: false),
                    segments = table.Column<long>(type: "bigint", nullable: false),
                    cost = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_communication_message_count_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "communication_message_counts",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    provider_id = table.Column<int>(type: "integer", nullable: false),
                    campaign_id = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    accepted = table.Column<bool>(type: "boolean", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    messages = table.Column<long>(type: "bigint", nullable: false),
                    opened = table.Column<long>(type: "bigint", nullable: false),
                    clicked = table.Column<long>(type: "bigint", nullable: false),
                    segments = table.Column<long>(type: "bigint", nullable: false),
                    cost = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_communication_message_counts", x => new { x.day, x.channel, x.provider_id, x.campaign_id, x.status, x.accepted, x.currency });
                });

            migrationBuilder.CreateIndex(
                name: "ix_communication_message_count_changes_campaign",
                table: "communication_message_count_changes",
                column: "campaign_id");

            migrationBuilder.CreateIndex(
                name: "ix_communication_message_count_changes_day",
                table: "communication_message_count_changes",
                column: "day");

            migrationBuilder.CreateIndex(
                name: "ix_communication_message_counts_campaign",
                table: "communication_message_counts",
                column: "campaign_id");

            // The messages that there are already; those that are being sent count as queued.
            migrationBuilder.Sql(
                """
                INSERT INTO communication_message_counts (
                    day, channel, provider_id, campaign_id, status, accepted, currency, messages, opened, clicked, segments, cost)
                SELECT day, channel, provider_id, campaign_id, status, accepted, currency,
                    sum(messages), sum(opened), sum(clicked), sum(segments), sum(cost)
                FROM (
                    SELECT queued_on AS day, channel, coalesce(provider_id, 0) AS provider_id, coalesce(campaign_id, 0) AS campaign_id,
                        CASE status WHEN 'sending' THEN 'queued' ELSE status END AS status,
                        sent_at IS NOT NULL AS accepted, coalesce(cost_currency, '') AS currency,
                        1 AS messages, CASE WHEN opened_at IS NULL THEN 0 ELSE 1 END AS opened,
                        CASE WHEN clicked_at IS NULL THEN 0 ELSE 1 END AS clicked,
                        coalesce(segments, 0) AS segments,
                        CAST(round(least(greatest(coalesce(cost, 0), -10000000), 10000000) * 100000000) AS bigint) AS cost
                    FROM communication_messages
                ) AS counted
                GROUP BY day, channel, provider_id, campaign_id, status, accepted, currency
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "communication_message_count_changes");

            migrationBuilder.DropTable(
                name: "communication_message_counts");
        }
    }
}
