using Infora.Communication.Providers;
using Infora.Communication.Sms;
using Infora.Communication.Tests.Scripted;

namespace Infora.Communication.Tests.Delivery;

public sealed class SmsSenderTests
{
    private static readonly Dictionary<string, string?> Kenya = new() { ["Communication:DefaultRegion"] = "KE" };

    [Fact]
    public async Task SendAsync_CostsSegmentsTimesTheConfiguredPrice()
    {
        await using var host = new ScriptedHost(
            builder => builder.AddScriptedSms("First", options => (options.CostPerSms, options.Currency) = (0.8m, "KES")), Kenya);

        var result = await host.Sms.SendAsync(new SmsMessage { To = "0712 345 678", Body = new string('a', 161) });

        result.Status.Should().Be(SendStatus.Sent);
        result.Segments.Should().Be(2);
        result.Cost.Should().Be(new Money(1.6m, "KES"));
        host.Providers.Texts.Single().Sms.To.Should().Be("+254712345678");
        var stored = await host.Messages.FindAsync(result.MessageId!.Value, CancellationToken.None);
        stored!.State.Cost.Should().Be(new Money(1.6m, "KES"));
    }

    [Fact]
    public async Task SendAsync_TakesTheVendorsPriceAndSegments_WhereItReportsThem()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedSms("First", options => options.CostPerSms = 1), Kenya);
        host.Providers.Script("First", _ => ProviderResult.Sent("id", segments: 3, price: new Money(2.4m, "KES")));

        var result = await host.Sms.SendAsync(new SmsMessage { To = "+254712345678", Body = "hello" });

        result.Segments.Should().Be(3);
        result.Cost.Should().Be(new Money(2.4m, "KES"));
    }

    [Fact]
    public async Task SendAsync_RefusesATextThatNoProviderWouldSend_BeforeItIsRecorded()
    {
        await using var host = new ScriptedHost(
            builder => builder.AddScriptedSms("First", options => options.MaxSegments = 1).AddScriptedSms("Second", options => options.MaxSegments = 2), Kenya);
        var tooLong = new SmsMessage { To = "+254712345678", Body = new string('a', 160) + "’" };

        var direct = await host.Sms.SendAsync(tooLong);
        var queued = await host.Outbox.EnqueueAsync(tooLong);

        direct.Status.Should().Be(SendStatus.Rejected);
        direct.Error!.Code.Should().Be(ErrorCode.InvalidContent);
        direct.MessageId.Should().BeNull();
        var error = direct.FieldErrors.Should().ContainSingle().Subject;
        error.Field.Should().Be("body");
        error.Message.Should().Contain("needs 3 segments").And.Contain("max_segments is 2").And.Contain("replace '’'");
        queued.Errors.Should().Equal(direct.FieldErrors);
        host.Providers.Texts.Should().BeEmpty();
    }

    [Fact]
    public async Task SendAsync_RefusesAText_WhenTheProviderThatItNamesWouldNotSendIt()
    {
        await using var host = new ScriptedHost(
            builder => builder.AddScriptedSms("First", options => options.MaxSegments = 1).AddScriptedSms("Second"), Kenya);
        var message = new SmsMessage { To = "+254712345678", Body = new string('a', 161), Provider = "First" };

        (await host.Sms.SendAsync(message)).FieldErrors.Should().ContainSingle().Which.Message.Should().Contain("max_segments is 1").And.Contain("raise max_segments");
        (await host.Sms.SendAsync(message with { Provider = "Second" })).Status.Should().Be(SendStatus.Sent);
    }

    [Fact]
    public async Task SendAsync_RejectsATextOfTooManySegments_WhenTheProviderInTurnTakesFewer()
    {
        await using var host = new ScriptedHost(
            builder => builder.AddScriptedSms("First", options => options.MaxSegments = 1).AddScriptedSms("Second"), Kenya);

        var result = await host.Sms.SendAsync(new SmsMessage { To = "+254712345678", Body = new string('a', 80) + "’" });

        result.Status.Should().Be(SendStatus.Rejected);
        result.Error!.Code.Should().Be(ErrorCode.InvalidContent);
        result.Error.Hint.Should().Contain("’");
        result.MessageId.Should().NotBeNull();
        host.Providers.Texts.Should().BeEmpty();
    }

    [Fact]
    public async Task EnqueueAsync_TakesALongText_WhileNoProviderIsConfigured()
    {
        await using var host = new ScriptedHost(settings: Kenya);

        (await host.Outbox.EnqueueAsync(new SmsMessage { To = "+254712345678", Body = new string('a', 3000) })).Errors.Should().BeEmpty();
    }

    [Theory]
    [InlineData("+1234567890")]
    [InlineData("abc")]
    [InlineData("0201234567")]
    public async Task SendAsync_RejectsANumberThatTakesNoSms(string number)
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedSms("First"), Kenya);

        var result = await host.Sms.SendAsync(new SmsMessage { To = number, Body = "hello" });

        result.Status.Should().Be(SendStatus.Rejected);
        result.FieldErrors.Should().ContainSingle().Which.Field.Should().Be("recipient_phone");
        result.Error!.Code.Should().Be(ErrorCode.InvalidRecipient);
    }

    [Fact]
    public async Task SendAsync_RejectsANationalNumber_WithoutADefaultRegion()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedSms("First"));

        var result = await host.Sms.SendAsync(new SmsMessage { To = "0712345678", Body = "hello" });

        result.FieldErrors.Should().ContainSingle().Which.Message.Should().Contain("DefaultRegion");
    }
}
