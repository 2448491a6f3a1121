namespace BillingApp.StartPage;

/// <summary>What to try, in an order that makes sense. Each command works as it stands, in the shell that the first one was pasted into.</summary>
internal static class StartPageCommands
{
    public static IEnumerable<(string Title, string Command)> For(string root, string? keyFile) =>
    [
        ("Take the key into the shell", keyFile is null ? "read -r KEY" : $"KEY=$(cat '{keyFile.Replace("'", @"'\''", StringComparison.Ordinal)}')"),
        ("See what became of the messages", Get($"{root}/api/communication/messages")),
        ("Read the templates", Get($"{root}/api/communication/email-templates")),
        ("See a text message with its length and cost before it is sent", Post($"{root}/api/communication/sms-templates/2/preview", """
            {"variables": {"customer_name": "John Doe", "amount": "KES 4,500.00", "due_date": "2026-12-01", "mpesa_number": "254700000000"}}
            """)),
        ("Send a mail from a template", Post($"{root}/api/communication/emails", """
            {"template_id": 1, "recipient_email": "customer@example.com", "variables": {"customer_name": "John Doe", "username": "johndoe", "password": "securepass123", "plan_name": "Premium Plan", "monthly_fee": "KES 4,500.00"}}
            """)),
        ("Send a text message of your own", Post($"{root}/api/communication/sms", """
            {"recipient_phone": "0712 345 678", "body": "Your Infora WiFi router is ready for collection."}
            """)),
        ("Add a customer, who gets the welcome mail", Post($"{root}/billing/customers", """
            {"name": "Mary Major", "email": "mary@example.com", "phone": "0722 345 678", "plan_id": 2}
            """)),
        ("Remind a customer of an open invoice, once a day", $"curl -X POST {Authorization} {root}/billing/customers/1/remind"),
        ("Book an invoice, whose reminder waits until three days before it is due", Post($"{root}/billing/customers/1/invoices", """
            {"number": "INV-0100", "amount": 1500, "due_on": "2099-12-01"}
            """)),
        ("Book its payment: the reminder is cancelled, the confirmation goes out", Post($"{root}/billing/invoices/INV-0100/payment", """
            {"transaction_id": "QK47XYZ123"}
            """)),
        ("Write to all customers with an overdue invoice, in one campaign", Post($"{root}/api/communication/email-campaigns", """
            {"name": "Overdue invoices", "template_id": 2, "audience": "overdue-customers", "category": "transactional", "variables": {"bank_details": "Infora WiFi, account 0123456789"}}
            """)),
        ("See how far it is", Get($"{root}/api/communication/email-campaigns")),
        ("See what can be configured", Get($"{root}/api/communication/provider-types")),
        ("See the figures", Get($"{root}/api/communication/stats")),
    ];

    private const string Authorization = "-H \"Authorization: Bearer $KEY\"";

    private static string Get(string url) => $"curl {Authorization} {url}";

    private static string Post(string url, string json) =>
        $"curl {Authorization} -H 'Content-Type: application/json' {url} \\\n  -d '{json}'";
}
