using System.ComponentModel.DataAnnotations;
using Infora.Communication.Alerts;
using Infora.Communication.Delivery;
using Infora.Communication.Email.Providers.Ses.Webhooks;
using Infora.Communication.Outbox;
using Infora.Communication.Sms.Budgets;
using Microsoft.Extensions.Options;

namespace Infora.Communication;

/// <summary>Settings of the whole library: configuration section <c>Communication</c>, or code.</summary>
public sealed class CommunicationOptions
{
    /// <summary>The configuration section that these settings are read from.</summary>
    public const string SectionName = "Communication";

    /// <summary>The address under which the outside world reaches the host.</summary>
    /// <value>Absolute; null for the address of the request that asks.</value>
    public Uri? PublicUrl { get; set; }

    /// <summary>The region of phone numbers that are written nationally.</summary>
    /// <value>ISO 3166-1 alpha-2, for example <c>KE</c>; null to take numbers in E.164 only.</value>
    [RegularExpression("^[A-Z]{2}$")]
    public string? DefaultRegion { get; set; }

    /// <summary>
    /// Whether texts of SMS are freed of typographic signs (curly quotes, dashes, ellipses) before they are counted, shown in previews and
    /// sent, as <see cref="Sms.SmsText.ReplaceTypography"/> does: one such sign more than halves what fits in a segment.
    /// </summary>
    /// <value>Default: false, texts go out as they are written.</value>
    public bool ReplaceTypography { get; set; }

    /// <summary>The time zone of days: limits, statistics and dates in templates.</summary>
    /// <value>An IANA name such as <c>Africa/Nairobi</c>. Default: <c>UTC</c>.</value>
    [Required]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>How long one attempt at a provider may take, from connecting to the answer.</summary>
    /// <value>Above zero. Default: 30 seconds.</value>
    public TimeSpan ProviderTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How queued messages are tried again.</summary>
    [ValidateObjectMembers]
    public RetryOptions Retry { get; set; } = new();

    /// <summary>What becomes of messages that were handed over and whose answer was lost.</summary>
    public UncertainOptions Uncertain { get; set; } = new();

    /// <summary>Which provider a message is offered to first.</summary>
    public RoutingOptions Routing { get; set; } = new();

    /// <summary>
    /// The hours at which messages of a kind leave. Null, which is the default, lets promotional SMS to Kenya leave from 08:00
    /// to 18:00 there, and all others at any time; an empty list sets no hours at all.
    /// </summary>
    public IList<SendWindowOptions>? SendWindows { get; set; }

    /// <summary>Who is written to about what goes wrong.</summary>
    public AlertOptions Alerts { get; set; } = new();

    /// <summary>How queued messages are sent in the background.</summary>
    [ValidateObjectMembers]
    public DispatcherOptions Dispatcher { get; set; } = new();

    /// <summary>
    /// Who may be written to: addresses, <c>@domains</c>, number prefixes such as <c>+25471</c>, or <c>*</c> for all.
    /// Messages to others are written to files by a pickup provider outside Production, and refused in Production.
    /// Providers on this machine are exempt.
    /// </summary>
    /// <value>Null stands for <c>["*"]</c> in Production and for nobody elsewhere.</value>
    public IList<string>? SafeRecipients { get; set; }

    /// <summary>Whether providers may point at this machine, without TLS too.</summary>
    /// <value>Null stands for true in Development and false elsewhere.</value>
    public bool? AllowLoopbackProviders { get; set; }

    /// <summary>Where messages to recipients outside <see cref="SafeRecipients"/> are written.</summary>
    /// <value>Default: <c>pickup</c> in the current directory.</value>
    [Required]
    public string PickupDirectory { get; set; } = "pickup";

    /// <summary>What messages may cost in a month.</summary>
    [ValidateObjectMembers]
    public ChannelBudgets Budgets { get; set; } = new();

    /// <summary>How notifications of Amazon SNS are verified.</summary>
    public SnsOptions Sns { get; set; } = new();
}
