using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Infora.Communication.EntityFramework.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Outbox : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "claim",
                table: "communication_messages",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "condition",
                table: "communication_messages",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "correlation_key",
                table: "communication_messages",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "counted_tries",
                table: "communication_messages",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "handed_to",
                table: "communication_messages",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "uncertain_delivery",
                table: "communication_messages",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "attachment_count",
                table: "communication_message_contents",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "communication_alerts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    cause = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    severity = table.Column<string>(type: "text", nullable: false),
                    message = table.Column<string>(type: "text", nullable: false),
                    provider_id = table.Column<int>(type: "integer", nullable: true),
                    campaign_id = table.Column<int>(type: "integer", nullable: true),
                    raised_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    cleared_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_communication_alerts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "communication_cancellations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    correlation_key = table.Column<string>(type: "text", nullable: false),
                    requested_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_communication_cancellations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "communication_provider_states",
                columns: table => new
                {
                    provider_id = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    today = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    this_month = table.Column<long>(type: "bigint", nullable: false),
                    closed_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    closed_version = table.Column<long>(type: "bigint", nullable: false),
                    closed_code = table.Column<string>(type: "text", nullable: true),
                    closed_message = table.Column<string>(type: "text", nullable: true),
                    closed_permanent = table.Column<bool>(type: "boolean", nullable: true),
                    closed_hint = table.Column<string>(type: "text", nullable: true),
                    closed_provider_code = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_communication_provider_states", x => x.provider_id);
                });

            migrationBuilder.CreateTable(
                name: "communication_sending",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    paused = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_communication_sending", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_communication_messages_correlation_key",
                table: "communication_messages",
                column: "correlation_key",
                filter: "correlation_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_communication_messages_uncertain",
                table: "communication_messages",
                columns: new[] { "status", "next_attempt_at" },
                filter: "status = 'uncertain' AND next_attempt_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_communication_messages_waiting",
                table: "communication_messages",
                columns: new[] { "channel", "next_attempt_at" },
                filter: "status = 'queued' AND waiting_for IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_communication_alerts_cause",
                table: "communication_alerts",
                columns: new[] { "cause", "day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_communication_cancellations_correlation_key",
                table: "communication_cancellations",
                column: "correlation_key");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "communication_alerts");

            migrationBuilder.DropTable(
                name: "communication_cancellations");

            migrationBuilder.DropTable(
                name: "communication_provider_states");

            migrationBuilder.DropTable(
                name: "communication_sending");

            migrationBuilder.DropIndex(
                name: "ix_communication_messages_correlation_key",
                table: "communication_messages");

            migrationBuilder.DropIndex(
                name: "ix_communication_messages_uncertain",
                table: "communication_messages");

            migrationBuilder.DropIndex(
                name: "ix_communication_messages_waiting",
                table: "communication_messages");

            migrationBuilder.DropColumn(
                name: "claim",
                table: "communication_messages");

            migrationBuilder.DropColumn(
                name: "condition",
                table: "communication_messages");

            migrationBuilder.DropColumn(
                name: "correlation_key",
                table: "communication_messages");

            migrationBuilder.DropColumn(
                name: "counted_tries",
                table: "communication_messages");

            migrationBuilder.DropColumn(
                name: "handed_to",
                table: "communication_messages");

            migrationBuilder.DropColumn(
                name: "uncertain_delivery",
                table: "communication_messages");

            migrationBuilder.DropColumn(
                name: "attachment_count",
                table: "communication_message_contents");
        }
    }
}
