using System.Collections.Frozen;

namespace Infora.Communication.Sms.Providers.Twilio;

/// <summary>
/// Twilio's error codes, those of refused requests and those of delivery reports
/// (https://www.twilio.com/docs/api/errors).
/// </summary>
internal static class TwilioFaults
{
    private const string NotAMobile = "The number does not exist or cannot be given an SMS: correct it with the customer.";
    private const string CheckSender =
        "Check sender_id: a phone number of this account with SMS, in the form +14155550123; a name of up to 11 characters where the country " +
        "allows names; or a messaging service (MG…).";
    private const string CheckService = "Check in sender_id that the messaging service (MG…) is of this account and has a sender.";
    private const string RegisterSender = "Register the sender for the recipient's country in the Twilio console, or use another sender_id.";
    private const string AllowCountry = "Allow the recipient's country in the Twilio console under Messaging, Settings, Geo permissions.";
    private const string CheckCallback = "Communication:PublicUrl must be an address that Twilio can reach, without underscore in its host name.";
    private const string TopUp = "Top up the Twilio account, or have it reactivated.";
    private const string SlowDown = "Lower messages_per_second, or send from a messaging service with more numbers.";
    private const string TestCredentials = "These are Twilio's test credentials: put in the live account SID and auth token.";

    private const string Shorten = "Twilio takes up to 1,600 characters: shorten the text.";

    private static readonly FrozenDictionary<int, TwilioFault> ByCode = List().ToFrozenDictionary();

    public const string CheckCredentials =
        "Check account_sid and auth_token (or api_key and api_secret) against the Twilio console; each region has credentials of its own.";

    /// <summary>What a code means; null where it is not known here.</summary>
    /// <param name="code">Twilio's code.</param>
    /// <param name="senderId">What the message came from: 21612 means another thing for a name than for a number.</param>
    public static TwilioFault? Find(int? code, string? senderId) => code switch
    {
        null => null,
        21612 when TwilioSender.IsName(senderId) => TwilioFault.OfDestination(
            ErrorCode.InvalidSender, "The recipient's country takes no sender names: use a phone number or a messaging service as sender_id."),
        21612 => TwilioFault.OfDestination(
            ErrorCode.InvalidRecipient, "Twilio has no route from this sender to the recipient: use another sender_id or provider."),
        { } known => ByCode.GetValueOrDefault(known),
    };

    private static IEnumerable<KeyValuePair<int, TwilioFault>> List() =>
    [
        .. All(TwilioFault.OfMessage(ErrorCode.InvalidRecipient, NotAMobile), 21211, 21217, 21401, 21421, 21604, 21614, 21635, 30005, 30006),
        .. All(TwilioFault.OfMessage(ErrorCode.InvalidRecipient) with { Permanent = false }, 30003),
        .. All(TwilioFault.OfMessage(ErrorCode.OptedOut, "The recipient replied STOP; only they can undo it, by replying START."), 21610),
        .. All(TwilioFault.OfMessage(ErrorCode.InvalidContent, Shorten), 21617),
        .. All(TwilioFault.OfMessage(ErrorCode.InvalidContent), 21602, 21618, 30019),
        .. All(TwilioFault.OfMessage(ErrorCode.Blocked), 30004, 30007),
        .. All(TwilioFault.OfProvider(ErrorCode.InvalidSender, CheckSender), 21212, 21603, 21606, 21607),
        .. All(TwilioFault.OfProvider(ErrorCode.InvalidSender, CheckService), 21701, 21702, 21703, 21704, 21705, 21709),
        .. All(TwilioFault.OfDestination(ErrorCode.InvalidSender, RegisterSender), 30018, 30024, 30032),
        .. All(TwilioFault.OfDestination(ErrorCode.Configuration, AllowCountry), 21408),
        .. All(TwilioFault.OfDestination(ErrorCode.Configuration, "A trial account writes to verified numbers only: upgrade it."), 21608),
        .. All(TwilioFault.OfProvider(ErrorCode.Configuration, CheckCallback), 21609),
        .. All(TwilioFault.OfProvider(ErrorCode.Authentication, CheckCredentials), 20003, 20403),
        .. All(TwilioFault.OfProvider(ErrorCode.Authentication, TestCredentials), 20008),
        .. All(TwilioFault.OfProvider(ErrorCode.InsufficientBalance, TopUp), 20005, 30002),
        .. All(TwilioFault.OfProvider(ErrorCode.RateLimited, SlowDown), 20429, 21611, 30001, 30022, 63018),
        .. All(TwilioFault.OfProvider(ErrorCode.Unavailable), 20500, 20503, 21619, 30008, 30017, 30021, 30410),
    ];

    private static IEnumerable<KeyValuePair<int, TwilioFault>> All(TwilioFault fault, params int[] codes) =>
        codes.Select(code => KeyValuePair.Create(code, fault));
}
