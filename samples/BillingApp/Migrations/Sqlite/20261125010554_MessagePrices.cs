using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BillingApp.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MessagePrices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "price_due_at",
                table: "communication_messages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_communication_messages_price_due",
                table: "communication_messages",
                column: "price_due_at",
                filter: "price_due_at IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_communication_messages_price_due",
                table: "communication_messages");

            migrationBuilder.DropColumn(
                name: "price_due_at",
                table: "communication_messages");
        }
    }
}
