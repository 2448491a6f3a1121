using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BillingApp.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Campaigns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_communication_messages_campaign_status",
                table: "communication_messages");

            migrationBuilder.DropIndex(
                name: "ix_communication_messages_due",
                table: "communication_messages");

            migrationBuilder.AddColumn<bool>(
                name: "allow_partial",
                table: "communication_campaigns",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "audience",
                table: "communication_campaigns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "budget",
                table: "communication_campaigns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "budget_currency",
                table: "communication_campaigns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "estimate",
                table: "communication_campaigns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_filled",
                table: "communication_campaigns",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<long>(
                name: "max_delay_us",
                table: "communication_campaigns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 3600000000L);

            migrationBuilder.AddColumn<double>(
                name: "messages_per_second",
                table: "communication_campaigns",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reason",
                table: "communication_campaigns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "communication_turns",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    next_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_communication_turns", x => x.key);
                });

            migrationBuilder.CreateIndex(
                name: "ix_communication_messages_campaign_due",
                table: "communication_messages",
                columns: new[] { "campaign_id", "next_attempt_at" },
                filter: "status = 'queued' AND campaign_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_communication_messages_campaign_failed",
                table: "communication_messages",
                columns: new[] { "campaign_id", "queued_at" },
                filter: "status = 'failed' AND campaign_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_communication_messages_due",
                table: "communication_messages",
                columns: new[] { "priority", "next_attempt_at" },
                filter: "status = 'queued' AND campaign_id IS NULL");

        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "communication_turns");

            migrationBuilder.DropIndex(
                name: "ix_communication_messages_campaign_due",
                table: "communication_messages");

            migrationBuilder.DropIndex(
                name: "ix_communication_messages_campaign_failed",
                table: "communication_messages");

            migrationBuilder.DropIndex(
                name: "ix_communication_messages_due",
                table: "communication_messages");

            migrationBuilder.DropColumn(
                name: "allow_partial",
                table: "communication_campaigns");

            migrationBuilder.DropColumn(
                name: "audience",
                table: "communication_campaigns");

            migrationBuilder.DropColumn(
                name: "budget",
                table: "communication_campaigns");

            migrationBuilder.DropColumn(
                name: "budget_currency",
                table: "communication_campaigns");

            migrationBuilder.DropColumn(
                name: "estimate",
                table: "communication_campaigns");

            migrationBuilder.DropColumn(
                name: "is_filled",
                table: "communication_campaigns");

            migrationBuilder.DropColumn(
                name: "max_delay_us",
                table: "communication_campaigns");

            migrationBuilder.DropColumn(
                name: "messages_per_second",
                table: "communication_campaigns");

            migrationBuilder.DropColumn(
                name: "reason",
                table: "communication_campaigns");

            migrationBuilder.CreateIndex(
                name: "ix_communication_messages_campaign_status",
                table: "communication_messages",
                columns: new[] { "campaign_id", "status" },
                filter: "campaign_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_communication_messages_due",
                table: "communication_messages",
                columns: new[] { "priority", "next_attempt_at" },
                filter: "status = 'queued'");
        }
    }
}
