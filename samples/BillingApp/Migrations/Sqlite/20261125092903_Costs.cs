using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BillingApp.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Costs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<decimal>(
                name: "estimated_cost",
                table: "communication_messages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "estimated_currency",
                table: "communication_messages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "estimated_cost",
                table: "communication_message_counts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "estimated_cost",
                table: "communication_message_count_changes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "estimated_cost",
                table: "communication_messages");

            migrationBuilder.DropColumn(
                name: "estimated_currency",
                table: "communication_messages");

            migrationBuilder.DropColumn(
                name: "estimated_cost",
                table: "communication_message_counts");

            migrationBuilder.DropColumn(
                name: "estimated_cost",
                table: "communication_message_count_changes");
        }
    }
}
