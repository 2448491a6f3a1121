namespace Infora.Communication.CrashTests.Workers;

/// <summary>A place in the life of a message at which a process dies.</summary>
internal enum CrashPoint
{
    /// <summary>Messages were claimed; nobody was asked to take them.</summary>
    AfterClaim,

    /// <summary>Messages were admitted: that they are handed over is stored, and has not happened.</summary>
    AfterAdmission,

    /// <summary>The server noted a mail; its answer never came.</summary>
    AfterTheServerTookIt,

    /// <summary>The server's answer is there; it is not stored.</summary>
    BeforeTheOutcomeIsStored,

    /// <summary>The outcome is stored; the process does not know yet.</summary>
    AfterTheOutcomeIsStored,
}
