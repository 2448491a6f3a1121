namespace Infora.Communication.Reports;

/// <summary>placeholder until the branch of SMS is merged</summary>
internal static class ReplyWords
{
    public static bool IsStop(string? reply) => reply?.Trim().ToUpperInvariant() is "STOP";

    public static bool IsStart(string? reply) => reply?.Trim().ToUpperInvariant() is "START";
}
