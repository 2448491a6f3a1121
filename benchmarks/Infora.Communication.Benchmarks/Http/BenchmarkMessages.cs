using Infora.Communication.Email;
using Infora.Communication.Sms;

namespace Infora.Communication.Benchmarks.Http;

/// <summary>The messages that both sides of a comparison are given, ready to be sent.</summary>
internal static class BenchmarkMessages
{
    private const string Text = "Dear Amina, your payment of KES 2,500 is due on 31 January. Invoice INV-2026-0042.";

    public static OutgoingEmail Email { get; } = new()
    {
        Id = Guid.CreateVersion7(),
        From = new EmailAddress(BenchmarkMail.Sender, "Infora WiFi"),
        To = new EmailAddress(BenchmarkMail.Recipient, BenchmarkMail.RecipientName),
        Subject = BenchmarkMail.Subject,
        HtmlBody = BenchmarkMail.Html,
        TextBody = BenchmarkMail.Text,
    };

    public static OutgoingSms Sms { get; } = new(Guid.CreateVersion7(), "+254712345678", Text, SmsSegments.Count(Text));
}
