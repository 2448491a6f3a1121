using System.Text.Json.Nodes;
using Infora.Communication.Providers;

namespace Infora.Communication.Sms.Providers.Http;

/// <summary>Requests of well-known gateways, to start a configuration from. Secrets are given by name in <c>secret_values</c>.</summary>
internal static class HttpSmsPresets
{
    public static IReadOnlyList<ProviderPreset> All { get; } = [Infobip(), Termii()];

    /// <summary>https://www.infobip.com/docs/api/channels/sms: each account has a host of its own.</summary>
    private static ProviderPreset Infobip() => new("Infobip", JsonNode.Parse("""
        {
          "request": {
            "url": "https://your-account.api.infobip.com/sms/2/text/advanced",
            "auth": {"type": "header", "name": "Authorization", "value": "App {{ secrets.API_KEY }}"},
            "body": "{\"messages\": [{\"from\": {{ message.sender_id | json }}, \"destinations\": [{\"to\": {{ message.to | remove: '+' | json }}, \"messageId\": {{ message.id | json }}}], \"text\": {{ message.text | json }}}]}"
          },
          "response": {
            "success_statuses": [200],
            "success_match": {"pointer": "/messages/0/status/groupName", "equals": "PENDING"},
            "message_id_pointer": "/messages/0/messageId",
            "error_pointer": "/requestError/serviceException/text"
          }
        }
        """)!.AsObject());

    /// <summary>https://developers.termii.com/messaging-api: each account has a host of its own; the key is part of the body.</summary>
    private static ProviderPreset Termii() => new("Termii", JsonNode.Parse("""
        {
          "request": {
            "url": "https://your-account.api.termii.com/api/sms/send",
            "body": "{\"api_key\": {{ secrets.API_KEY | json }}, \"to\": {{ message.to | remove: '+' | json }}, \"from\": {{ message.sender_id | json }}, \"sms\": {{ message.text | json }}, \"type\": \"plain\", \"channel\": \"dnd\"}"
          },
          "response": {
            "success_statuses": [200],
            "message_id_pointer": "/message_id",
            "error_pointer": "/message"
          }
        }
        """)!.AsObject());
}
