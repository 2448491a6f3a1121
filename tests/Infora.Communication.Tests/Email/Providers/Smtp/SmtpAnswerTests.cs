using Infora.Communication.TestSupport.Smtp;

namespace Infora.Communication.Email.Providers.Smtp;

/// <summary>What each answer of a server means for a message.</summary>
public sealed class SmtpAnswerTests
{
    [Fact]
    public async Task SendAsync_SendsWithoutALogin_WhenAServerOnThisMachineKnowsNone()
    {
        await using var server = ScriptedSmtpServer.Start();
        await using var provider = new TestProvider(server.Port, options => (options.Username, options.Password, options.UseTls) = ("anna", "secret", false));

        var result = await provider.SendAsync();
        var check = await provider.CheckAsync();

        result.Status.Should().Be(SendStatus.Sent);
        server.CountOf(SmtpStep.Authenticate).Should().Be(0);
        check.Message.Should().Contain("was not asked for a login");
    }

    [Theory]
    [InlineData("421 4.3.2 Shutting down", ErrorCode.Unavailable)]
    [InlineData("450 4.7.0 Too busy", ErrorCode.Unavailable)]
    [InlineData("451 4.3.0 Local error", ErrorCode.Unavailable)]
    [InlineData("452 4.3.1 Out of space", ErrorCode.LimitExceeded)]
    [InlineData("550 5.4.5 Daily sending quota exceeded", ErrorCode.LimitExceeded)]
    [InlineData("550 5.7.1 Not your address", ErrorCode.Blocked)]
    [InlineData("550 Not your address", ErrorCode.InvalidSender)]
    [InlineData("553 5.1.8 No such sender domain", ErrorCode.InvalidSender)]
    [InlineData("530 5.7.0 Authentication required", ErrorCode.Authentication)]
    [InlineData("530 5.7.0 Must issue a STARTTLS command first", ErrorCode.Tls)]
    public async Task SendAsync_BlamesProvider_WhenSenderIsRefused(string reply, ErrorCode code) =>
        await ExpectAsync(SmtpStep.MailFrom, reply, SendStatus.Unavailable, code, permanent: false);

    [Fact]
    public async Task SendAsync_SaysThatTheSenderIsRefused_WhenAPolicyRefusesIt()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript().Reply(SmtpStep.MailFrom, "550 5.7.1 Not your address"));
        await using var provider = new TestProvider(server.Port);

        var error = (await provider.SendAsync()).Error!;

        error.Message.Should().Contain("at the sender");
        error.Hint.Should().Contain("sender_email");
    }

    [Theory]
    [InlineData("552 5.3.4 Message too big", ErrorCode.InvalidContent)]
    [InlineData("552 Message too big", ErrorCode.InvalidContent)]
    public async Task SendAsync_BlamesContent_WhenServerFindsItTooBigAtOnce(string reply, ErrorCode code) =>
        await ExpectAsync(SmtpStep.MailFrom, reply, SendStatus.Rejected, code, permanent: true);

    [Theory]
    [InlineData("550 5.1.1 No such user", ErrorCode.InvalidRecipient)]
    [InlineData("551 5.1.6 User has moved", ErrorCode.InvalidRecipient)]
    [InlineData("553 5.1.3 Bad address", ErrorCode.InvalidRecipient)]
    [InlineData("550 5.7.1 Blocked by policy", ErrorCode.Blocked)]
    [InlineData("554 5.7.1 Relay access denied", ErrorCode.Blocked)]
    [InlineData("550 Not here", ErrorCode.Blocked)]
    [InlineData("550 5.2.1 Mailbox disabled", ErrorCode.Blocked)]
    [InlineData("552 5.2.2 Mailbox full", ErrorCode.LimitExceeded)]
    public async Task SendAsync_Rejects_WhenRecipientIsRefused(string reply, ErrorCode code) =>
        await ExpectAsync(SmtpStep.RcptTo, reply, SendStatus.Rejected, code, permanent: true);

    [Theory]
    [InlineData("450 4.2.0 Greylisted", ErrorCode.Unavailable)]
    [InlineData("451 4.7.1 Come back later", ErrorCode.Unavailable)]
    [InlineData("452 4.2.2 Mailbox full", ErrorCode.LimitExceeded)]
    public async Task SendAsync_RejectsForNow_WhenRecipientCannotReceiveNow(string reply, ErrorCode code) =>
        await ExpectAsync(SmtpStep.RcptTo, reply, SendStatus.Rejected, code, permanent: false);

    [Theory]
    [InlineData("421 4.7.0 Closing", ErrorCode.Unavailable)]
    [InlineData("451 4.3.0 Queue file write error", ErrorCode.Unavailable)]
    [InlineData("550 5.1.8 Sender address rejected", ErrorCode.InvalidSender)]
    [InlineData("530 5.7.0 Authentication required", ErrorCode.Authentication)]
    public async Task SendAsync_BlamesProvider_WhenRecipientIsNotTheReason(string reply, ErrorCode code) =>
        await ExpectAsync(SmtpStep.RcptTo, reply, SendStatus.Unavailable, code, permanent: false);

    [Theory]
    [InlineData(SmtpStep.Data, "451 4.3.2 Not now", SendStatus.Unavailable, ErrorCode.Unavailable, false)]
    [InlineData(SmtpStep.Data, "554 5.5.1 No", SendStatus.Rejected, ErrorCode.Blocked, true)]
    [InlineData(SmtpStep.EndOfMessage, "451 4.3.0 Not now", SendStatus.Unavailable, ErrorCode.Unavailable, false)]
    [InlineData(SmtpStep.EndOfMessage, "452 4.3.1 Out of space", SendStatus.Unavailable, ErrorCode.LimitExceeded, false)]
    [InlineData(SmtpStep.EndOfMessage, "452 4.2.2 Mailbox full", SendStatus.Rejected, ErrorCode.LimitExceeded, false)]
    [InlineData(SmtpStep.EndOfMessage, "552 5.3.4 Message too big", SendStatus.Rejected, ErrorCode.InvalidContent, true)]
    [InlineData(SmtpStep.EndOfMessage, "550 5.7.1 Looks like spam", SendStatus.Rejected, ErrorCode.Blocked, true)]
    [InlineData(SmtpStep.EndOfMessage, "554 Transaction failed", SendStatus.Rejected, ErrorCode.Blocked, true)]
    [InlineData(SmtpStep.EndOfMessage, "550 5.1.1 No such user", SendStatus.Rejected, ErrorCode.InvalidRecipient, true)]
    public async Task SendAsync_ReadsAnswer_WhenMessageIsRefused(
        SmtpStep step, string reply, SendStatus status, ErrorCode code, bool permanent) =>
        await ExpectAsync(step, reply, status, code, permanent);

    [Theory]
    [InlineData(SmtpStep.Connect, "421 4.3.2 Busy", ErrorCode.Unavailable)]
    [InlineData(SmtpStep.Connect, "554 5.7.1 Listed", ErrorCode.Blocked)]
    [InlineData(SmtpStep.Hello, "451 4.3.0 Not now", ErrorCode.Unavailable)]
    public async Task SendAsync_BlamesProvider_WhenServerTakesNoConnection(SmtpStep step, string reply, ErrorCode code) =>
        await ExpectAsync(step, reply, SendStatus.Unavailable, code, permanent: false);

    [Fact]
    public async Task SendAsync_KeepsConnection_WhenServerRefusesOneMessage()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript().Reply(SmtpStep.RcptTo, "550 5.1.1 No such user", nth: 1));
        await using var provider = new TestProvider(server.Port);

        (await provider.SendAsync()).Status.Should().Be(SendStatus.Rejected);
        (await provider.SendAsync()).Status.Should().Be(SendStatus.Sent);

        server.ConnectionCount.Should().Be(1);
        server.CountOf(SmtpStep.Reset).Should().Be(1);
    }

    [Theory]
    [InlineData("cc@recipient.example", "a cc address")]
    [InlineData("bcc@recipient.example", "a bcc address")]
    public async Task SendAsync_SendsToNobody_WhenFurtherRecipientIsRefused(string refused, string kind)
    {
        await using var server = ScriptedSmtpServer.Start(
            new SmtpScript().Reply(SmtpStep.RcptTo, $"550 5.1.1 <{refused}>: No such user", when: address => address == refused));
        await using var provider = new TestProvider(server.Port);

        var result = await provider.SendAsync(TestEmails.New() with { Cc = ["cc@recipient.example"], Bcc = ["bcc@recipient.example"] });

        result.Status.Should().Be(SendStatus.Rejected);
        result.Error!.Code.Should().Be(ErrorCode.InvalidRecipient);
        result.Error.Message.Should().Contain(kind).And.NotContain(refused);
        server.Messages.Should().BeEmpty();
        server.CountOf(SmtpStep.Reset).Should().Be(1);
    }

    [Fact]
    public async Task SendAsync_ShowsAnswerInOneLine_WithoutAddresses()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript().Reply(
            SmtpStep.RcptTo, "550-5.1.1 The account anna@recipient.example\r\n550-5.1.1 does not exist,\tsee\r\n550 5.1.1 https://help.example/x"));
        await using var provider = new TestProvider(server.Port);

        var result = await provider.SendAsync();

        result.Error!.ProviderCode.Should().Be("550 5.1.1");
        result.Error.Message.Should().Contain("does not exist").And.Contain("https://help.example/x");
        result.Error.Message.Should().NotContain("anna").And.NotContainAny("\r", "\n", "\t");
        result.Error.Message.Length.Should().BeLessThan(400);
    }

    [Fact]
    public async Task SendAsync_ShowsNoPassword_WhenServerRepeatsIt()
    {
        const string Password = "c0rrect-horse";
        await using var server = ScriptedSmtpServer.Start(
            new SmtpScript { Users = new Dictionary<string, string> { ["anna"] = Password } }.Reply(SmtpStep.Authenticate, $"535 5.7.8 anna/{Password} is wrong"));
        await using var provider = new TestProvider(server.Port, options => (options.Username, options.Password) = ("anna", Password));

        var result = await provider.SendAsync();

        result.Error!.Message.Should().Contain("anna/[secret] is wrong");
        $"{result} {provider.Logged}".Should().NotContain(Password);
    }

    private static async Task ExpectAsync(SmtpStep step, string reply, SendStatus status, ErrorCode code, bool permanent)
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript().Reply(step, reply));
        await using var provider = new TestProvider(server.Port);

        var result = await provider.SendAsync();

        result.Should().BeEquivalentTo(new { Status = status, Error = new { Code = code, Permanent = permanent } });
        result.Error!.ProviderCode.Should().StartWith(reply[..3]);
        server.Messages.Should().NotContain(message => message.Accepted);
        provider.Logged.Should().Contain(code.ToString()).And.NotContain("recipient.example").And.NotContain("sender.example");
    }
}
