using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BillingApp.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                name: "communication_campaigns",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    channel = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    template_id = table.Column<int>(type: "INTEGER", nullable: false),
                    variables = table.Column<string>(type: "TEXT", nullable: false),
                    provider_id = table.Column<int>(type: "INTEGER", nullable: true),
                    category = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    scheduled_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    completed_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_communication_campaigns", x => x.id);
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
                name: "communication_email_templates",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    subject = table.Column<string>(type: "TEXT", nullable: true),
                    html_body = table.Column<string>(type: "TEXT", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    text_body = table.Column<string>(type: "TEXT", nullable: true),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_communication_email_templates", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "communication_messages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    channel = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    priority = table.Column<int>(type: "INTEGER", nullable: false),
                    category = table.Column<string>(type: "TEXT", nullable: false),
                    template_id = table.Column<int>(type: "INTEGER", nullable: true),
                    campaign_id = table.Column<int>(type: "INTEGER", nullable: true),
                    requested_provider_id = table.Column<int>(type: "INTEGER", nullable: true),
                    allow_fallback = table.Column<bool>(type: "INTEGER", nullable: false),
                    provider_id = table.Column<int>(type: "INTEGER", nullable: true),
                    provider_message_id = table.Column<string>(type: "TEXT", nullable: true),
                    segments = table.Column<int>(type: "INTEGER", nullable: true),
                    cost = table.Column<decimal>(type: "TEXT", nullable: true),
                    cost_currency = table.Column<string>(type: "TEXT", nullable: true),
                    attempt_count = table.Column<int>(type: "INTEGER", nullable: false),
                    counted_tries = table.Column<int>(type: "INTEGER", nullable: false),
                    next_attempt_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    waiting_for = table.Column<string>(type: "TEXT", nullable: true),
                    error_code = table.Column<string>(type: "TEXT", nullable: true),
                    error_message = table.Column<string>(type: "TEXT", nullable: true),
                    error_permanent = table.Column<bool>(type: "INTEGER", nullable: true),
                    error_hint = table.Column<string>(type: "TEXT", nullable: true),
                    error_provider_code = table.Column<string>(type: "TEXT", nullable: true),
                    queued_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    queued_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    sent_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    delivered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    opened_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    clicked_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    idempotency_key = table.Column<string>(type: "TEXT", nullable: true),
                    idempotency_fingerprint = table.Column<string>(type: "TEXT", nullable: true),
                    correlation_key = table.Column<string>(type: "TEXT", nullable: true),
                    condition = table.Column<string>(type: "TEXT", nullable: true),
                    uncertain_delivery = table.Column<string>(type: "TEXT", nullable: true),
                    claim = table.Column<int>(type: "INTEGER", nullable: false),
                    handed_to = table.Column<int>(type: "INTEGER", nullable: true),
                    routing = table.Column<string>(type: "TEXT", nullable: true),
                    lease_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    lease_owner = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_communication_messages", x => x.id);
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
                name: "communication_providers",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    channel = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    service = table.Column<string>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    is_default = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    settings = table.Column<string>(type: "TEXT", nullable: false),
                    secrets = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_communication_providers", x => x.id);
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

            migrationBuilder.CreateTable(
                name: "communication_sms_templates",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    text_body = table.Column<string>(type: "TEXT", nullable: true),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_communication_sms_templates", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "DataProtectionKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FriendlyName = table.Column<string>(type: "TEXT", nullable: true),
                    Xml = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataProtectionKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Plans",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    MonthlyFee = table.Column<decimal>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Plans", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "communication_message_attempts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    message_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    provider_id = table.Column<int>(type: "INTEGER", nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    duration_us = table.Column<long>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: false),
                    error_code = table.Column<string>(type: "TEXT", nullable: true),
                    error_message = table.Column<string>(type: "TEXT", nullable: true),
                    error_permanent = table.Column<bool>(type: "INTEGER", nullable: true),
                    error_hint = table.Column<string>(type: "TEXT", nullable: true),
                    error_provider_code = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_communication_message_attempts", x => x.id);
                    table.ForeignKey(
                        name: "FK_communication_message_attempts_communication_messages_message_id",
                        column: x => x.message_id,
                        principalTable: "communication_messages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "communication_message_contents",
                columns: table => new
                {
                    message_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    recipient = table.Column<string>(type: "TEXT", nullable: false),
                    recipient_key = table.Column<string>(type: "TEXT", nullable: false),
                    recipient_name = table.Column<string>(type: "TEXT", nullable: true),
                    subject = table.Column<string>(type: "TEXT", nullable: true),
                    html_body = table.Column<string>(type: "TEXT", nullable: true),
                    text_body = table.Column<string>(type: "TEXT", nullable: true),
                    variables = table.Column<string>(type: "TEXT", nullable: true),
                    cc = table.Column<string>(type: "TEXT", nullable: true),
                    bcc = table.Column<string>(type: "TEXT", nullable: true),
                    reply_to = table.Column<string>(type: "TEXT", nullable: true),
                    reply_to_name = table.Column<string>(type: "TEXT", nullable: true),
                    headers = table.Column<string>(type: "TEXT", nullable: true),
                    tags = table.Column<string>(type: "TEXT", nullable: true),
                    metadata = table.Column<string>(type: "TEXT", nullable: true),
                    attachment_count = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_communication_message_contents", x => x.message_id);
                    table.ForeignKey(
                        name: "FK_communication_message_contents_communication_messages_message_id",
                        column: x => x.message_id,
                        principalTable: "communication_messages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "communication_message_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    message_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    occurred_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    provider_event = table.Column<string>(type: "TEXT", nullable: true),
                    provider_event_id = table.Column<string>(type: "TEXT", nullable: true),
                    detail = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_communication_message_events", x => x.id);
                    table.ForeignKey(
                        name: "FK_communication_message_events_communication_messages_message_id",
                        column: x => x.message_id,
                        principalTable: "communication_messages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Customers",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Email = table.Column<string>(type: "TEXT", nullable: false),
                    Phone = table.Column<string>(type: "TEXT", nullable: false),
                    Username = table.Column<string>(type: "TEXT", nullable: false),
                    InitialPassword = table.Column<string>(type: "TEXT", nullable: false),
                    PlanId = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "TEXT", nullable: false),
                    WelcomedAt = table.Column<DateTimeOffset>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Customers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Customers_Plans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "Plans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "communication_message_attachments",
                columns: table => new
                {
                    message_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", nullable: false),
                    content_type = table.Column<string>(type: "TEXT", nullable: true),
                    content_id = table.Column<string>(type: "TEXT", nullable: true),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_communication_message_attachments", x => new { x.message_id, x.position });
                    table.ForeignKey(
                        name: "FK_communication_message_attachments_communication_message_contents_message_id",
                        column: x => x.message_id,
                        principalTable: "communication_message_contents",
                        principalColumn: "message_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Invoices",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<decimal>(type: "TEXT", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    IsPaid = table.Column<bool>(type: "INTEGER", nullable: false),
                    RemindedAt = table.Column<DateTimeOffset>(type: "TEXT", nullable: true),
                    CustomerId = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Invoices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Invoices_Customers_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "Customers",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateIndex(
                name: "ix_communication_alerts_cause",
                table: "communication_alerts",
                columns: new[] { "cause", "day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_communication_campaigns_status",
                table: "communication_campaigns",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "ix_communication_cancellations_correlation_key",
                table: "communication_cancellations",
                column: "correlation_key");

            migrationBuilder.CreateIndex(
                name: "ix_communication_email_templates_name",
                table: "communication_email_templates",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_communication_message_attempts_message",
                table: "communication_message_attempts",
                column: "message_id");

            migrationBuilder.CreateIndex(
                name: "ix_communication_message_contents_recipient",
                table: "communication_message_contents",
                columns: new[] { "recipient_key", "message_id" });

            migrationBuilder.CreateIndex(
                name: "ix_communication_message_events_message",
                table: "communication_message_events",
                column: "message_id");

            migrationBuilder.CreateIndex(
                name: "ix_communication_messages_campaign",
                table: "communication_messages",
                columns: new[] { "campaign_id", "id" },
                filter: "campaign_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_communication_messages_campaign_status",
                table: "communication_messages",
                columns: new[] { "campaign_id", "status" },
                filter: "campaign_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_communication_messages_correlation_key",
                table: "communication_messages",
                column: "correlation_key",
                filter: "correlation_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_communication_messages_due",
                table: "communication_messages",
                columns: new[] { "priority", "next_attempt_at" },
                filter: "status = 'queued'");

            migrationBuilder.CreateIndex(
                name: "ix_communication_messages_idempotency_key",
                table: "communication_messages",
                columns: new[] { "channel", "idempotency_key" },
                unique: true,
                filter: "idempotency_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_communication_messages_provider",
                table: "communication_messages",
                columns: new[] { "provider_id", "id" },
                filter: "provider_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_communication_messages_queued",
                table: "communication_messages",
                column: "queued_at");

            migrationBuilder.CreateIndex(
                name: "ix_communication_messages_sent",
                table: "communication_messages",
                columns: new[] { "provider_id", "sent_at" },
                descending: new[] { false, true },
                filter: "sent_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_communication_messages_status",
                table: "communication_messages",
                columns: new[] { "status", "id" });

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
                name: "ix_communication_providers_name",
                table: "communication_providers",
                columns: new[] { "channel", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_communication_sms_templates_name",
                table: "communication_sms_templates",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Customers_PlanId",
                table: "Customers",
                column: "PlanId");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_Username",
                table: "Customers",
                column: "Username",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Invoices_CustomerId",
                table: "Invoices",
                column: "CustomerId");

            migrationBuilder.CreateIndex(
                name: "IX_Invoices_Number",
                table: "Invoices",
                column: "Number",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "communication_alerts");

            migrationBuilder.DropTable(
                name: "communication_campaigns");

            migrationBuilder.DropTable(
                name: "communication_cancellations");

            migrationBuilder.DropTable(
                name: "communication_email_templates");

            migrationBuilder.DropTable(
                name: "communication_message_attachments");

            migrationBuilder.DropTable(
                name: "communication_message_attempts");

            migrationBuilder.DropTable(
                name: "communication_message_events");

            migrationBuilder.DropTable(
                name: "communication_provider_states");

            migrationBuilder.DropTable(
                name: "communication_providers");

            migrationBuilder.DropTable(
                name: "communication_sending");

            migrationBuilder.DropTable(
                name: "communication_sms_templates");

            migrationBuilder.DropTable(
                name: "DataProtectionKeys");

            migrationBuilder.DropTable(
                name: "Invoices");

            migrationBuilder.DropTable(
                name: "communication_message_contents");

            migrationBuilder.DropTable(
                name: "Customers");

            migrationBuilder.DropTable(
                name: "communication_messages");

            migrationBuilder.DropTable(
                name: "Plans");
        }
    }
}
