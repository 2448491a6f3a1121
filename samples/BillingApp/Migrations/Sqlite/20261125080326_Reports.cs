using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BillingApp.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Reports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "webhook_token",
                table: "communication_providers",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "complained_at",
                table: "communication_messages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "unsubscribed_at",
                table: "communication_messages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "complained",
                table: "communication_message_counts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "unsubscribed",
                table: "communication_message_counts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "complained",
                table: "communication_message_count_changes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "unsubscribed",
                table: "communication_message_count_changes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "communication_reports",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    channel = table.Column<string>(type: "TEXT", nullable: false),
                    provider_id = table.Column<int>(type: "INTEGER", nullable: false),
                    received_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    due_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    report = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_communication_reports", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_communication_messages_provider_message",
                table: "communication_messages",
                column: "provider_message_id",
                filter: "provider_message_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_communication_reports_due",
                table: "communication_reports",
                column: "due_at",
                filter: "due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_communication_reports_unmatched",
                table: "communication_reports",
                column: "id",
                filter: "due_at IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "communication_reports");

            migrationBuilder.DropIndex(
                name: "ix_communication_messages_provider_message",
                table: "communication_messages");

            migrationBuilder.DropColumn(
                name: "webhook_token",
                table: "communication_providers");

            migrationBuilder.DropColumn(
                name: "complained_at",
                table: "communication_messages");

            migrationBuilder.DropColumn(
                name: "unsubscribed_at",
                table: "communication_messages");

            migrationBuilder.DropColumn(
                name: "complained",
                table: "communication_message_counts");

            migrationBuilder.DropColumn(
                name: "unsubscribed",
                table: "communication_message_counts");

            migrationBuilder.DropColumn(
                name: "complained",
                table: "communication_message_count_changes");

            migrationBuilder.DropColumn(
                name: "unsubscribed",
                table: "communication_message_count_changes");
        }
    }
}
