namespace Infora.Communication.Email.Providers.Smtp;

/// <summary>What a server's refusal means: which kind of error it is, and whether another provider or a later attempt can help.</summary>
internal static class SmtpReplyRules
{
    public static ErrorCode Code(SmtpReply reply, SmtpStage stage) => reply switch
    {
        _ when AsksForTls(reply) => ErrorCode.Tls,
        { Code: 530 or 534 or 535 or 538 } => ErrorCode.Authentication,
        { Code: >= 500 } when stage is SmtpStage.Authenticating => ErrorCode.Authentication,

        // Gmail and others answer a used-up daily quota with 550 5.4.5, a full mailbox is x.2.2.
        { Code: 452 } or { Code: 550, Enhanced: "5.4.5" } => ErrorCode.LimitExceeded,
        _ when reply.Is(2, 2) => ErrorCode.LimitExceeded,
        { Code: < 500 } => ErrorCode.Unavailable,
        { Code: 552 } or { Enhanced: "5.3.4" } => ErrorCode.InvalidContent,

        // 5.1.7 and 5.1.8 are about the sender's address; servers say so as late as at RCPT.
        { Enhanced: "5.1.7" or "5.1.8" } => ErrorCode.InvalidSender,
        _ when reply.IsAbout(7) => ErrorCode.Blocked,
        _ when stage is SmtpStage.Sender => ErrorCode.InvalidSender,
        { Code: 501 or (>= 550 and <= 553) } when reply.IsAbout(1) => ErrorCode.InvalidRecipient,
        _ => ErrorCode.Blocked,
    };

    /// <summary>
    /// Rejected where the refusal is about this message or its recipients; unavailable where it is about the account, the
    /// sender or the server, so that another provider may take the message.
    /// </summary>
    public static SendStatus Status(SmtpReply reply, SmtpStage stage, ErrorCode code)
    {
        if (stage < SmtpStage.Sender || IsOfSender(stage, code) || code is ErrorCode.Tls or ErrorCode.Authentication or ErrorCode.InvalidSender)
        {
            return SendStatus.Unavailable;
        }

        return code is ErrorCode.Unavailable or ErrorCode.LimitExceeded && !ConcernsRecipient(reply, stage)
            ? SendStatus.Unavailable
            : SendStatus.Rejected;
    }

    /// <summary>Whether the server wants no mail from this sender, whoever gets it.</summary>
    public static bool IsOfSender(SmtpStage stage, ErrorCode code) => stage is SmtpStage.Sender && code is ErrorCode.Blocked;

    private static bool ConcernsRecipient(SmtpReply reply, SmtpStage stage) => stage switch
    {
        SmtpStage.Recipients => reply.Code is not 421 && !reply.IsAbout(3) && !reply.Is(4, 5),
        > SmtpStage.Recipients => reply.IsAbout(1) || reply.IsAbout(2),
        _ => false,
    };

    private static bool AsksForTls(SmtpReply reply) =>
        reply.Code is 530 or 538 && reply.Text.Contains("TLS", StringComparison.OrdinalIgnoreCase);
}
