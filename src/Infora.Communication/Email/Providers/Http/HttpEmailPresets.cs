using System.Text.Json.Nodes;
using Infora.Communication.Providers;

namespace Infora.Communication.Email.Providers.Http;

/// <summary>Requests of well-known services, to start a configuration from. Secrets are given by name in <c>secret_values</c>.</summary>
internal static class HttpEmailPresets
{
    public static IReadOnlyList<ProviderPreset> All { get; } = [Resend(), Postmark()];

    /// <summary>https://resend.com/docs/api-reference/emails/send-email; the id as idempotency key lets it drop repeats.</summary>
    private static ProviderPreset Resend() => new("Resend", JsonNode.Parse("""
        {
          "request": {
            "url": "https://api.resend.com/emails",
            "headers": {"Idempotency-Key": "{{ message.id }}"},
            "auth": {"type": "bearer", "token": "{{ secrets.API_KEY }}"},
            "body": "{\"from\": {{ message.from | json }}, \"to\": [{{ message.to | json }}], {% if message.reply_to != '' %}\"reply_to\": {{ message.reply_to | json }}, {% endif %}\"subject\": {{ message.subject | json }}, {% if message.html != '' %}\"html\": {{ message.html | json }}, {% endif %}{% for header in message.headers %}{% if forloop.first %}\"headers\": { {% endif %}{{ header.name | json }}: {{ header.value | json }}{% if forloop.last %}}{% endif %}, {% endfor %}\"attachments\": [{% for file in message.attachments %}{% unless forloop.first %}, {% endunless %}{\"filename\": {{ file.name | json }}, \"content\": {{ file.content | json }}}{% endfor %}], \"text\": {{ message.text | json }}}"
          },
          "response": {
            "success_statuses": [200, 201],
            "message_id_pointer": "/id",
            "error_pointer": "/message"
          }
        }
        """)!.AsObject());

    /// <summary>https://postmarkapp.com/developer/api/email-api.</summary>
    private static ProviderPreset Postmark() => new("Postmark", JsonNode.Parse("""
        {
          "request": {
            "url": "https://api.postmarkapp.com/email",
            "auth": {"type": "header", "name": "X-Postmark-Server-Token", "value": "{{ secrets.SERVER_TOKEN }}"},
            "body": "{\"From\": {{ message.from | json }}, \"To\": {{ message.to | json }}, {% if message.reply_to != '' %}\"ReplyTo\": {{ message.reply_to | json }}, {% endif %}\"Subject\": {{ message.subject | json }}, {% if message.html != '' %}\"HtmlBody\": {{ message.html | json }}, {% endif %}{% for header in message.headers %}{% if forloop.first %}\"Headers\": [{% endif %}{\"Name\": {{ header.name | json }}, \"Value\": {{ header.value | json }}}{% if forloop.last %}]{% endif %}, {% endfor %}\"Attachments\": [{% for file in message.attachments %}{% unless forloop.first %}, {% endunless %}{\"Name\": {{ file.name | json }}, \"Content\": {{ file.content | json }}, \"ContentType\": {{ file.content_type | json }}{% if file.content_id != '' %}, \"ContentID\": {{ file.content_id | prepend: 'cid:' | json }}{% endif %}}{% endfor %}], \"TextBody\": {{ message.text | json }}, \"MessageStream\": \"outbound\"}"
          },
          "response": {
            "success_statuses": [200],
            "success_match": {"pointer": "/ErrorCode", "equals": 0},
            "message_id_pointer": "/MessageID",
            "error_pointer": "/Message"
          }
        }
        """)!.AsObject());
}
