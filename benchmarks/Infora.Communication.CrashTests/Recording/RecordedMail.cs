namespace Infora.Communication.CrashTests.Recording;

/// <summary>A mail that the recorder took.</summary>
/// <param name="Recipient">The address, which is one of its own for each message.</param>
/// <param name="MessageId">Its <c>Message-Id</c>.</param>
internal sealed record RecordedMail(string Recipient, string MessageId);
