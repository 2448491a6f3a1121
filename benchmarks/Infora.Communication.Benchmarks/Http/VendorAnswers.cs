using System.Globalization;
using System.Text;

namespace Infora.Communication.Benchmarks.Http;

/// <summary>What each vendor answers to a message that it takes, by path, with the headers that the vendors send.</summary>
internal static class VendorAnswers
{
    private static readonly (byte[] Path, byte[] Answer)[] ByPath =
    [
        Of("/v3/mail/send", 202, "", "X-Message-Id: 14c5d75ce93.dfd.64b469", "Access-Control-Allow-Origin: https://sendgrid.api-docs.io", "Strict-Transport-Security: max-age=600"),
        Of("/v3/mg.example.com/messages", 200, """{"id":"<20261123091500.1.7C1F@mg.example.com>","message":"Queued. Thank you."}""",
            "Cache-Control: no-store", "X-Mailgun-Key-Id: 0f0f-1", "X-Request-Limit: 2500", "X-Request-Remaining: 2499"),
        Of("/v2/email/outbound-emails", 200, """{"MessageId":"0100018b7d2f1c3a-7f9f2c1e-0000-4000-8000-000000000000-000000"}""", "x-amzn-RequestId: 7f9f2c1e-0000-4000-8000-000000000000"),
        Of("/emails", 200, """{"id":"49a3999c-0ce1-4ea6-ab68-afcd6dc2e794"}""", "ratelimit-limit: 10", "ratelimit-remaining: 9", "ratelimit-reset: 1"),
        Of("/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages.json", 201, """
            {"sid":"SM0123456789abcdef0123456789abcdef","account_sid":"AC0123456789abcdef0123456789abcdef","messaging_service_sid":null,"to":"+254712345678","from":"+12025550143","body":"Dear Amina, your payment of KES 2,500 is due on 31 January. Invoice INV-2026-0042.","status":"queued","direction":"outbound-api","num_segments":"1","num_media":"0","price":null,"price_unit":"USD","error_code":null,"error_message":null,"date_created":"Mon, 23 Nov 2026 09:15:00 +0000","date_sent":null,"date_updated":"Mon, 23 Nov 2026 09:15:00 +0000","api_version":"2010-04-01","uri":"/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages/SM0123456789abcdef0123456789abcdef.json","subresource_uris":{"media":"/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages/SM0123456789abcdef0123456789abcdef/Media.json"}}
            """, "Twilio-Request-Id: RQ0123456789abcdef0123456789abcdef", "Twilio-Concurrent-Requests: 1", "X-API-Domain: api.twilio.com"),
        Of("/version1/messaging", 201, """
            {"SMSMessageData":{"Message":"Sent to 1/1 Total Cost: KES 0.8000","Recipients":[{"statusCode":101,"number":"+254712345678","status":"Success","cost":"KES 0.8000","messageId":"ATXid_0123456789abcdef0123456789abcdef","messageParts":1}]}}
            """),
        Of("/sms/json", 200, """
            {"message-count":"1","messages":[{"to":"254712345678","message-id":"0A0000000123ABCD1","status":"0","remaining-balance":"3.14159265","message-price":"0.03330000","network":"63902"}]}
            """, "X-Frame-Options: deny", "Content-Disposition: attachment; filename=\"api.json\""),
        Of("/messages", 201, """
            {"id":"e8077d803532c0b5937c639b60216938","href":"https://rest.messagebird.com/messages/e8077d803532c0b5937c639b60216938","direction":"mt","type":"sms","originator":"InforaWiFi","body":"Dear Amina, your payment of KES 2,500 is due on 31 January. Invoice INV-2026-0042.","reference":"0193","validity":null,"gateway":10,"typeDetails":{},"datacoding":"auto","mclass":1,"scheduledDatetime":null,"createdDatetime":"2026-11-23T09:15:00+00:00","recipients":{"totalCount":1,"totalSentCount":1,"totalDeliveredCount":0,"totalDeliveryFailedCount":0,"items":[{"recipient":254712345678,"originator":null,"status":"sent","statusDatetime":"2026-11-23T09:15:00+00:00","messagePartCount":1}]}}
            """),
        Of("/sms/2/text/advanced", 200, """
            {"bulkId":"2034072219640523072","messages":[{"to":"254712345678","status":{"groupId":1,"groupName":"PENDING","id":26,"name":"PENDING_ACCEPTED","description":"Message sent to next instance"},"messageId":"2250be2d-4219-3af1-8856-2aabe1362af1"}]}
            """),
    ];

    public static byte[] For(ReadOnlySpan<byte> path)
    {
        foreach (var (known, answer) in ByPath)
        {
            if (path.SequenceEqual(known))
            {
                return answer;
            }
        }

        return Write(404, []);
    }

    public static byte[] Write(int status, byte[] body, params string[] headers)
    {
        string[] lines =
        [
            string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Answered"),
            "Server: nginx",
            "Date: Mon, 23 Nov 2026 09:15:00 GMT",
            "Content-Type: application/json",
            string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}"),
            "Connection: keep-alive",
            .. headers,
        ];
        return [.. Encoding.ASCII.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n"), .. body];
    }

    private static (byte[] Path, byte[] Answer) Of(string path, int status, string body, params string[] headers) =>
        (Encoding.ASCII.GetBytes(path), Write(status, Encoding.UTF8.GetBytes(body.Trim()), headers));
}
