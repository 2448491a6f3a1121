using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Infora.Communication.Email.Providers.Smtp;

/// <summary>What the exceptions of a dialogue with a server mean, by how far it had come.</summary>
internal sealed class SmtpFaults(SmtpOptions options)
{
    private string Server => $"{options.Host}:{options.Port}";

    /// <summary>Whether an exception is one that a server or the way to it can cause; any other is a fault of our own.</summary>
    public static bool Covers(Exception exception) => exception
        is OperationCanceledException or TimeoutException or IOException or SocketException
        or ProtocolException or CommandException or ServiceNotConnectedException or ServiceNotAuthenticatedException
        or AuthenticationException or SaslException or SslHandshakeException or NotSupportedException;

    /// <summary>Whether the connection is gone, rather than that the server refused something.</summary>
    public static bool IsConnectionLoss(Exception exception) =>
        exception is IOException or SocketException or ProtocolException or ServiceNotConnectedException;

    public SmtpFailure Describe(
        Exception exception, SmtpStage stage, CancellationToken cancellationToken, string? recipientKind = null, string? certificateFault = null)
    {
        if (SmtpReply.Of(exception, options.Password) is { } reply)
        {
            return Refused(reply, stage, recipientKind);
        }

        if (stage is SmtpStage.HandedOver)
        {
            return new SmtpFailure(SendStatus.Uncertain, new SendError(
                ErrorCode.Uncertain, $"The message was handed to {Server}, and its answer was lost: {Cause(exception, cancellationToken)}.", Permanent: false)
            {
                Hint = "The server may have taken the message; look into its log or the mailbox's sent items before sending it again.",
            });
        }

        if (cancellationToken.IsCancellationRequested || exception is OperationCanceledException or TimeoutException)
        {
            return Unavailable(ErrorCode.Timeout, $"{Server} did not answer in time {At(stage)}.");
        }

        return exception switch
        {
            SslHandshakeException => Unavailable(ErrorCode.Tls, certificateFault ?? $"{Server} and this machine could not agree on a TLS connection."),
            NotSupportedException when stage is SmtpStage.Connecting => Unavailable(
                ErrorCode.Tls, $"{Server} offers no STARTTLS, and use_tls asks for it; nothing was sent."),
            NotSupportedException when stage is SmtpStage.Authenticating => Unavailable(
                ErrorCode.Configuration, $"{Server} offers no way to log in that is known here, and a username is set.",
                "Leave username and password empty for a server that wants none, or use the port that logins are for, mostly 587 with use_tls."),
            AuthenticationException or SaslException => Unavailable(
                ErrorCode.Authentication, $"{Server} and this machine could not agree on a login."),
            SocketException socket when stage is SmtpStage.Connecting => Unavailable(
                ErrorCode.Unavailable, $"{Server} cannot be reached: {socket.SocketErrorCode}."),
            _ => Unavailable(ErrorCode.Unavailable, $"The connection to {Server} broke {At(stage)}, before the message had left."),
        };
    }

    private SmtpFailure Unavailable(ErrorCode code, string message, string? hint = null) =>
        SmtpFailure.Unavailable(code, message, hint ?? SmtpHints.For(code, options));

    private SmtpFailure Refused(SmtpReply reply, SmtpStage stage, string? recipientKind)
    {
        var code = SmtpReplyRules.Code(reply, stage);
        var status = SmtpReplyRules.Status(reply, stage, code);
        var what = recipientKind is null ? "" : $" a {recipientKind} address, so that nothing was sent";
        return new SmtpFailure(status, new SendError(
            code, $"{Server} refused{what} {At(stage)}: {reply.Code} {reply.Text}", Permanent: status is SendStatus.Rejected && reply.Code >= 500)
        {
            ProviderCode = reply.ProviderCode,
            Hint = status is SendStatus.Unavailable && reply.Code is not 421 ? Hint(code, stage) : null,
        });
    }

    private string? Hint(ErrorCode code, SmtpStage stage) =>
        SmtpHints.For(SmtpReplyRules.IsOfSender(stage, code) ? ErrorCode.InvalidSender : code, options);

    private static string Cause(Exception exception, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested || exception is OperationCanceledException or TimeoutException
            ? "no answer came in time" : "the connection broke";

    private static string At(SmtpStage stage) => stage switch
    {
        SmtpStage.Connecting => "while connecting",
        SmtpStage.Authenticating => "at login",
        SmtpStage.Sender => "at the sender",
        SmtpStage.Recipients => "at the recipient",
        _ => "at the message itself",
    };
}
