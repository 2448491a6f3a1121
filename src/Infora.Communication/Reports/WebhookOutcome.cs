namespace Infora.Communication.Reports;

/// <summary>What becomes of a vendor's request.</summary>
public enum WebhookOutcome
{
    /// <summary>It is genuine and its reports, if any, are to be stored.</summary>
    Accepted,

    /// <summary>It does not prove that it comes from the vendor, or not now: answered with 401.</summary>
    Refused,

    /// <summary>It is genuine, as far as can be told, and not understood: answered with 400.</summary>
    Unreadable,

    /// <summary>Whether it is genuine cannot be told just now: answered with 503, so that it comes again.</summary>
    Unavailable,
}
