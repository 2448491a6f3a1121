using System.Globalization;

namespace Infora.Communication.Sms.Providers.Vonage.Webhooks;

/// <summary>What an <c>err-code</c> of the SMS API, or a code of the Messages API, means in a report (both lists are in Vonage's documentation of errors).</summary>
/// <param name="Code">The kind of error.</param>
/// <param name="Permanent">Whether sending the same message again cannot succeed.</param>
/// <param name="Hint">What to do about it.</param>
internal sealed record VonageReportFault(ErrorCode Code, bool Permanent, string? Hint = null)
{
    private static readonly VonageReportFault NoSuchNumber = new(ErrorCode.InvalidRecipient, Permanent: true, "Correct the number with the customer.");
    private static readonly VonageReportFault OutOfReach = new(ErrorCode.InvalidRecipient, Permanent: false, "The phone is off or out of reach: send again later.");
    private static readonly VonageReportFault OptedOut = new(ErrorCode.OptedOut, Permanent: true, "The recipient declined messages; only they can undo it.");
    private static readonly VonageReportFault Blocked = new(ErrorCode.Blocked, Permanent: true, "An operator filtered it: check the sender's registration and the wording.");
    private static readonly VonageReportFault Content = new(ErrorCode.InvalidContent, Permanent: true);
    private static readonly VonageReportFault Sender = new(ErrorCode.InvalidSender, Permanent: false, "Register sender_id for the recipient's country, or use another.");
    private static readonly VonageReportFault Balance = new(ErrorCode.InsufficientBalance, Permanent: false, "Top up the Vonage account, or ask its support why it is barred.");
    private static readonly VonageReportFault Transient = new(ErrorCode.Unavailable, Permanent: false);
    private static readonly VonageReportFault TooFast = new(ErrorCode.RateLimited, Permanent: false, "Lower messages_per_second.");
    private static readonly VonageReportFault Setting = new(ErrorCode.Configuration, Permanent: false);
    private static readonly VonageReportFault TooLate = new(ErrorCode.Expired, Permanent: false, "The phone was not reached in time: send again later.");
    private static readonly VonageReportFault Unknown = new(ErrorCode.Unknown, Permanent: false);

    public static SendError Of(VonageApi api, string status, int? code, string? detail = null)
    {
        var fault = code is null or 0 ? OfStatus(status) : OfCode(code.Value);
        // What ran out of time has no better reason than that, whatever the last try met.
        fault = fault == Unknown ? OfStatus(status) : fault;
        var said = api.Clean(detail) is { Length: > 0 } text ? $": {text}" : "";
        return new SendError(fault.Code, $"Vonage reports the message as {status}{said}", fault.Permanent)
        {
            ProviderCode = code is null or 0 ? null : code.Value.ToString(CultureInfo.InvariantCulture),
            Hint = fault.Hint,
        };
    }

    private static VonageReportFault OfStatus(string status) => status is "expired" ? TooLate : Unknown;

    private static VonageReportFault OfCode(int code) => code switch
    {
        3 or 12 or 1040 or 1170 or 1190 or 1260 => NoSuchNumber,
        2 or 7 or 15 or 1180 or 1220 or 1290 => OutOfReach,
        4 or 9 or 1050 or 1240 => OptedOut,
        6 or 11 or 13 or 14 or 50 or 53 or 54 or 1210 or 1250 or 1270 or 1280 => Blocked,
        10 or 52 or 1090 => Content,
        51 or 1120 => Sender,
        16 or 1060 or 1070 => Balance,
        5 or 8 or 1030 or 1100 or 1200 or 1230 or 1331 => Transient,
        1000 or 1241 => TooFast,
        1010 or 1020 or 1080 or 1130 or 1140 or 1160 => Setting,
        1360 => TooLate,
        _ => Unknown,
    };
}
