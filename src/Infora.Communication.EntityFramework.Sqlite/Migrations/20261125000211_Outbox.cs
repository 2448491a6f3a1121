using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Infora.Communication.EntityFramework.Sqlite.Migrations
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
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "condition",
                table: "communication_messages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "correlation_key",
                table: "communication_messages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "counted_tries",
                table: "communication_messages",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "handed_to",
                table: "communication_messages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "uncertain_delivery",
                table: "communication_messages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "attachment_count",
                table: "communication_message_contents",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "communication_alerts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    cause = table.Column<string>(type: "TEXT", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    severity = table.Column<string>(type: "TEXT", nullable: false),
                    message = table.Column<string>(type: "TEXT", nullable: false),
                    provider_id = table.Column<int>(type: "INTEGER", nullable: true),
                    campaign_id = table.Column<int>(type: "INTEGER", nullable: true),
                    raised_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    cleared_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_communication_alerts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "communication_cancellations",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    correlation_key = table.Column<string>(type: "TEXT", nullable: false),
                    requested_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_communication_cancellations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "communication_provider_states",
                columns: table => new
                {
                    provider_id = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    today = table.Column<long>(type: "INTEGER", nullable: false),
                    month = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    this_month = table.Column<long>(type: "INTEGER", nullable: false),
                    closed_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    closed_version = table.Column<long>(type: "INTEGER", nullable: false),
                    closed_code = table.Column<string>(type: "TEXT", nullable: true),
                    closed_message = table.Column<string>(type: "TEXT", nullable: true),
                    closed_permanent = table.Column<bool>(type: "INTEGER", nullable: true),
                    closed_hint = table.Column<string>(type: "TEXT", nullable: true),
                    closed_provider_code = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_communication_provider_states", x => x.provider_id);
                });

            migrationBuilder.CreateTable(
                name: "communication_sending",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    paused = table.Column<bool>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    changed_at = table.Column<DateTime>(type: "TEXT", nullable: true)
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
