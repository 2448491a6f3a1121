using Infora.Communication.TestSupport.Smtp;

namespace Infora.Communication.Email.Providers.Smtp;

/// <summary>Connections that end, break or fall silent: what surely was not sent, and what may have been.</summary>
public sealed class SmtpBrokenConnectionTests
{
    // More than every buffer between client and server holds.
    private static readonly string Large = string.Concat(Enumerable.Repeat("A line of a long message.\r\n", 800_000));

    [Theory]
    [InlineData(SmtpStep.Connect)]
    [InlineData(SmtpStep.Hello)]
    [InlineData(SmtpStep.MailFrom)]
    [InlineData(SmtpStep.RcptTo)]
    [InlineData(SmtpStep.Data)]
    public async Task SendAsync_SurelySentNothing_WhenServerHangsUpBeforeTheMessage(SmtpStep step)
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript().HangUp(step));
        await using var provider = new TestProvider(server.Port);

        var result = await provider.SendAsync();

        result.Status.Should().Be(SendStatus.Unavailable);
        result.Error!.Code.Should().Be(ErrorCode.Unavailable);
    }

    [Theory]
    [InlineData(SmtpStep.Connect)]
    [InlineData(SmtpStep.RcptTo)]
    [InlineData(SmtpStep.Data)]
    public async Task SendAsync_SurelySentNothing_WhenConnectionBreaksBeforeTheMessage(SmtpStep step)
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript().Break(step));
        await using var provider = new TestProvider(server.Port);

        (await provider.SendAsync()).Status.Should().Be(SendStatus.Unavailable);
    }

    [Fact]
    public async Task SendAsync_SurelySentNothing_WhenConnectionBreaksInsideALargeMessage()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript().Break(SmtpStep.InMessage));
        await using var provider = new TestProvider(server.Port);

        var result = await provider.SendAsync(TestEmails.New(text: Large));

        result.Status.Should().Be(SendStatus.Unavailable);
        server.Messages.Should().BeEmpty();
    }

    [Fact]
    public async Task SendAsync_IsUncertain_WhenServerHangsUpAfterTheMessage()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript().HangUp(SmtpStep.EndOfMessage));
        await using var provider = new TestProvider(server.Port);

        var result = await provider.SendAsync();

        result.Status.Should().Be(SendStatus.Uncertain);
        result.Error!.Code.Should().Be(ErrorCode.Uncertain);
        server.ConnectionCount.Should().Be(1);
    }

    [Fact]
    public async Task SendAsync_IsUncertain_WhenConnectionBreaksAfterTheMessage()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript().Break(SmtpStep.EndOfMessage));
        await using var provider = new TestProvider(server.Port);

        (await provider.SendAsync()).Status.Should().Be(SendStatus.Uncertain);
    }

    [Theory]
    [InlineData(SmtpStep.MailFrom, SendStatus.Unavailable)]
    [InlineData(SmtpStep.RcptTo, SendStatus.Unavailable)]
    [InlineData(SmtpStep.EndOfMessage, SendStatus.Uncertain)]
    public async Task SendAsync_KnowsHowFarItCame_WhenConnectionEndsInsideAnAnswer(SmtpStep step, SendStatus status)
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript().ReplyThenHangUp(step, "250-2.0.0 The first of two lines"));
        await using var provider = new TestProvider(server.Port);

        (await provider.SendAsync()).Status.Should().Be(status);
        server.ConnectionCount.Should().Be(1);
    }

    [Theory]
    [InlineData(SmtpStep.Connect)]
    [InlineData(SmtpStep.EndOfMessage)]
    public async Task SendAsync_WaitsForASlowServer_AndSendsOnce(SmtpStep step)
    {
        var slow = new TaskCompletionSource();
        await using var server = ScriptedSmtpServer.Start(new SmtpScript().Hold(step, slow.Task));
        await using var provider = new TestProvider(server.Port);

        var sending = provider.SendAsync();
        await server.WaitForAsync(step, 1, CancellationToken.None);
        sending.IsCompleted.Should().BeFalse();
        slow.SetResult();

        (await sending).Status.Should().Be(SendStatus.Sent);
        server.CountOf(SmtpStep.EndOfMessage).Should().Be(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("Line\r\n.\r\n..\r\nEnd")]
    [InlineData("No SIZE")]
    public async Task SendAsync_IsUncertain_WhenAnswerIsLost_WhateverTheMessageHolds(string text)
    {
        var script = new SmtpScript { Extensions = text is "No SIZE" ? [] : ["SIZE 1000000", "PIPELINING", "CHUNKING", "BINARYMIME", "8BITMIME"] };
        await using var server = ScriptedSmtpServer.Start(script.HangUp(SmtpStep.EndOfMessage));
        await using var provider = new TestProvider(server.Port);

        (await provider.SendAsync(TestEmails.New(text: text))).Status.Should().Be(SendStatus.Uncertain);
    }

    [Theory]
    [InlineData(SmtpStep.Connect)]
    [InlineData(SmtpStep.Hello)]
    [InlineData(SmtpStep.MailFrom)]
    [InlineData(SmtpStep.RcptTo)]
    [InlineData(SmtpStep.Data)]
    public async Task SendAsync_TimesOut_WhenServerIsSilentBeforeTheMessage(SmtpStep step)
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript().Silence(step));
        await using var provider = new TestProvider(server.Port);
        using var timeout = new CancellationTokenSource();

        var sending = provider.SendAsync(cancellationToken: timeout.Token);
        await server.WaitForAsync(step, 1, CancellationToken.None);
        await timeout.CancelAsync();
        var result = await sending;

        result.Status.Should().Be(SendStatus.Unavailable);
        result.Error!.Code.Should().Be(ErrorCode.Timeout);
    }

    [Fact]
    public async Task SendAsync_TimesOut_WhenServerStopsReadingALargeMessage()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript().Hold(SmtpStep.InMessage, Task.Delay(Timeout.Infinite, CancellationToken.None)));
        await using var provider = new TestProvider(server.Port);
        using var timeout = new CancellationTokenSource();

        var sending = provider.SendAsync(TestEmails.New(text: Large), timeout.Token);
        await server.WaitForAsync(SmtpStep.InMessage, 1, CancellationToken.None);
        await timeout.CancelAsync();
        var result = await sending;

        result.Status.Should().Be(SendStatus.Unavailable);
        result.Error!.Code.Should().Be(ErrorCode.Timeout);
    }

    [Fact]
    public async Task SendAsync_IsUncertain_WhenServerIsSilentAfterTheMessage()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript().Silence(SmtpStep.EndOfMessage));
        await using var provider = new TestProvider(server.Port);
        using var timeout = new CancellationTokenSource();

        var sending = provider.SendAsync(cancellationToken: timeout.Token);
        await server.WaitForAsync(SmtpStep.EndOfMessage, 1, CancellationToken.None);
        await timeout.CancelAsync();

        (await sending).Status.Should().Be(SendStatus.Uncertain);
    }

    [Fact]
    public async Task SendAsync_SaysWhatToDo_WhenNothingListens()
    {
        int port;
        await using (var server = ScriptedSmtpServer.Start())
        {
            port = server.Port;
        }

        await using var provider = new TestProvider(port);

        var result = await provider.SendAsync();

        result.Status.Should().Be(SendStatus.Unavailable);
        result.Error!.Message.Should().Contain("cannot be reached");
        result.Error.Hint.Should().Contain("port");
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task SendAsync_ConnectsToNothing_WhenThisMachineIsForbidden(string host)
    {
        await using var server = ScriptedSmtpServer.Start();
        await using var provider = new TestProvider(server.Port, options => options.Host = host, allowsLoopback: false);

        var result = await provider.SendAsync();

        result.Should().BeEquivalentTo(new { Status = SendStatus.Unavailable, Error = new { Code = ErrorCode.Configuration } });
        server.ConnectionCount.Should().Be(0);
    }

    [Fact]
    public async Task SendAsync_ConnectsToNothing_WhenAddressIsLinkLocal()
    {
        await using var provider = new TestProvider(25, options => options.Host = "169.254.169.254");

        (await provider.SendAsync()).Error!.Code.Should().Be(ErrorCode.Configuration);
    }
}
