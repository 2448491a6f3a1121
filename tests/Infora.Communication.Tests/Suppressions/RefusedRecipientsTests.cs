using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Providers;
using Infora.Communication.Sms;
using Infora.Communication.Suppressions;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Suppressions;

public sealed class RefusedRecipientsTests : IAsyncDisposable
{
    private static readonly EmailMessage Mail = new() { To = "ann@example.com", Subject = "Hello", TextBody = "How are you?" };
    private static readonly SmsMessage Text = new() { To = "+254712345678", Body = "Hello" };

    private static readonly ProviderResult OptedOut = Refuse(ErrorCode.OptedOut, "21610");
    private static readonly ProviderResult NoMailbox = Refuse(ErrorCode.InvalidRecipient, "550 5.1.1");

    private readonly CountingStore _store = new();
    private readonly ScriptedHost _host;

    public RefusedRecipientsTests() => _host = new ScriptedHost(builder =>
    {
        builder.Services.AddSingleton<ISuppressionStore>(_store);
        builder.AddScriptedEmail("Mail").AddScriptedSms("Text");
    });

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(MessageCategory.Promotional, MessageCategory.Promotional)]
    [InlineData(MessageCategory.Transactional, null)]
    public async Task AVendorsOptOut_Suppresses_AsFarAsTheRefusalGoes(MessageCategory refused, MessageCategory? suppressed)
    {
        _host.Providers.Script("Text", _ => OptedOut);

        var result = await _host.Sms.SendAsync(Text with { Category = refused });

        result.Status.Should().Be(SendStatus.Rejected);
        var suppression = (await ListAsync()).Should().ContainSingle().Subject;
        suppression.Should().BeEquivalentTo(new
        {
            Channel = MessageChannel.Sms,
            Recipient = "+254712345678",
            Category = suppressed,
            Reason = SuppressionReason.Vendor,
            SourceMessageId = result.MessageId,
            Note = "21610 no",
        });
        (await _host.Sms.SendAsync(Text with { Category = refused })).Status.Should().Be(SendStatus.Suppressed);
        _host.Providers.Calls.Should().Be(1);
    }

    [Fact]
    public async Task OneUnknownMailbox_SuppressesNobody()
    {
        _host.Providers.Script("Mail", _ => NoMailbox);

        await _host.Email.SendAsync(Mail);
        _host.Time.Advance(TimeSpan.FromHours(23));
        await _host.Email.SendAsync(Mail);

        (await ListAsync()).Should().BeEmpty("servers have called every mailbox unknown for hours");
    }

    [Fact]
    public async Task AMailboxThatIsStillUnknownADayLater_IsSuppressedForAll()
    {
        _host.Providers.Script("Mail", _ => NoMailbox);
        await _host.Email.SendAsync(Mail);
        _host.Time.Advance(TimeSpan.FromHours(24));

        var second = await _host.Email.SendAsync(Mail with { To = "ANN@example.com" });

        (await ListAsync()).Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Recipient = "ann@example.com",
            Category = (MessageCategory?)null,
            Reason = SuppressionReason.HardBounce,
            SourceMessageId = second.MessageId,
        });
        (await _host.Email.SendAsync(Mail)).Should().BeEquivalentTo(new { Status = SendStatus.Suppressed, Error = new { Code = ErrorCode.InvalidRecipient } });
    }

    [Fact]
    public async Task AMailboxThatTookAMailInBetween_IsNotSuppressed()
    {
        _host.Providers.Script("Mail", call => call is 2 ? ProviderResult.Sent("ok") : NoMailbox);
        await _host.Email.SendAsync(Mail);
        _host.Time.Advance(TimeSpan.FromHours(24));
        await _host.Email.SendAsync(Mail);
        _host.Time.Advance(TimeSpan.FromHours(24));

        await _host.Email.SendAsync(Mail);

        (await ListAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData(ErrorCode.InvalidRecipient, "550 5.1.3")]
    [InlineData(ErrorCode.Blocked, "550 5.7.1")]
    [InlineData(ErrorCode.Blocked, "550")]
    public async Task OtherRefusals_SuppressNobody_HoweverOftenTheyCome(ErrorCode code, string providerCode)
    {
        _host.Providers.Script("Mail", _ => Refuse(code, providerCode));
        await _host.Email.SendAsync(Mail);
        _host.Time.Advance(TimeSpan.FromHours(48));
        await _host.Email.SendAsync(Mail);

        (await ListAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task TheOutcomeIsRecorded_WhenTheListCannotBeWritten()
    {
        _host.Providers.Script("Text", _ =>
        {
            _store.Fails = true;
            return OptedOut;
        });

        var result = await _host.Sms.SendAsync(Text);

        result.Status.Should().Be(SendStatus.Rejected);
        (await _host.Messages.FindAsync(result.MessageId!.Value, CancellationToken.None))!.State
            .Should().BeEquivalentTo(new { Status = MessageStatus.Failed, Error = new { Code = ErrorCode.OptedOut } });
        (await ListAsync()).Should().BeEmpty();
    }

    private static ProviderResult Refuse(ErrorCode code, string providerCode) =>
        ProviderResult.Rejected(new SendError(code, "no", Permanent: true) { ProviderCode = providerCode });

    private Task<IReadOnlyList<Suppression>> ListAsync() => _store.ListAsync(new SuppressionQuery(), CancellationToken.None);
}
