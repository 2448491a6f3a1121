namespace Infora.Communication.Email.Providers.Http;

/// <summary>A sender as one text, such as <c>"Infora WiFi" &lt;billing@example.com&gt;</c>; nearly all mails have the one before's.</summary>
internal static class SenderText
{
    private static Written? _last;

    public static string Of(EmailAddress sender)
    {
        if (_last is { } last && last.Sender == sender)
        {
            return last.Text;
        }

        var written = new Written(sender, MimeComposer.Mailbox(sender).ToString());
        _last = written;
        return written.Text;
    }

    private sealed record Written(EmailAddress Sender, string Text);
}
