using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Infora.Communication.Email.Providers.SendGrid;

/// <summary>
/// The places in a shared text where each mail has its own: SendGrid replaces them one after the other, wherever they
/// stand, so they are words that occur in none of the texts.
/// </summary>
internal sealed class SendGridTokens
{
    /// <summary>What a personalization's substitutions may come to, keys and values together, in bytes.</summary>
    private const int MaxBytes = 10_000;

    private readonly EmailBatch _batch;
    private readonly string _nonce;

    public SendGridTokens(EmailBatch batch)
    {
        _batch = batch;
        do
        {
            _nonce = RandomNumberGenerator.GetHexString(12, lowercase: true);
        }
        while (Parts().Any(part => part.Text.Fixed.Concat(part.Text.Values.SelectMany(own => own)).Any(text => text.Contains(_nonce, StringComparison.Ordinal))));
    }

    public string Subject => Write('s', _batch.Subject);

    public string TextBody => Write('t', _batch.TextBody);

    public string? HtmlBody => _batch.HtmlBody is { } html ? Write('h', html) : null;

    /// <summary>What stands in a mail for each token.</summary>
    public IEnumerable<(string Token, string Value)> Of(int mail) =>
        Parts().SelectMany(part => part.Text.Values[mail].Select((value, i) => (Token(part.Name, i), value)));

    public bool Fits(int mail) => Of(mail).Sum(own => Encoding.UTF8.GetByteCount(own.Token) + Encoding.UTF8.GetByteCount(own.Value)) <= MaxBytes;

    private IEnumerable<(char Name, SharedText Text)> Parts()
    {
        yield return ('s', _batch.Subject);
        yield return ('t', _batch.TextBody);
        if (_batch.HtmlBody is { } html)
        {
            yield return ('h', html);
        }
    }

    private string Write(char name, SharedText text)
    {
        var whole = new StringBuilder(text.Fixed[0]);
        for (var i = 1; i < text.Fixed.Count; i++)
        {
            whole.Append(Token(name, i - 1)).Append(text.Fixed[i]);
        }

        return whole.ToString();
    }

    private string Token(char name, int i) => string.Create(CultureInfo.InvariantCulture, $"-{_nonce}{name}{i}-");
}
