using Infora.Communication.Providers;

namespace Infora.Communication.Delivery;

/// <summary>
/// Tells a provider that refuses everything from recipients who are to be refused: after three refusals in a row with no
/// success the provider is condemned. It is left alone for a while, then tried with one message, and further refusals are
/// taken for its own fault, so that they fail no message.
/// </summary>
internal sealed class RefusalStreak(TimeProvider time)
{
    private const int Condemned = 3;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private int _refusals;
    private int _sentences;
    private int _inside;
    private DateTimeOffset _until;

    public bool IsCondemned => Volatile.Read(ref _refusals) >= Condemned;

    /// <summary>How long it is left alone from now.</summary>
    public TimeSpan CondemnedFor
    {
        get
        {
            lock (_gate)
            {
                var wait = _until - time.GetUtcNow();
                return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Lets messages through; one at a time while the provider is condemned.</summary>
    public bool TryEnter(bool isProbe)
    {
        lock (_gate)
        {
            if (IsCondemned && (_inside > 0 || (!isProbe && _until > time.GetUtcNow())))
            {
                return false;
            }

            _inside++;
            return true;
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            _inside--;
        }
    }

    /// <summary>The results as they count: a refusal of a condemned provider is its own fault.</summary>
    public IReadOnlyList<ProviderResult> Judge(IReadOnlyList<ProviderResult> results)
    {
        if (!results.Any(MayLieInTheProvider) && Volatile.Read(ref _refusals) is 0)
        {
            return results;
        }

        lock (_gate)
        {
            if (results.Any(result => result.Status is SendStatus.Sent))
            {
                (_refusals, _sentences, _until) = (0, 0, default);
                return results;
            }

            var judged = results.ToArray();
            for (var i = 0; i < judged.Length; i++)
            {
                if (MayLieInTheProvider(judged[i]) && ++_refusals >= Condemned)
                {
                    judged[i] = ProviderResult.Unavailable(judged[i].Error! with { Permanent = false });
                }
            }

            if (_refusals >= Condemned && judged.Any(result => result.Status is SendStatus.Unavailable))
            {
                _until = time.GetUtcNow() + Sentence(_sentences++);
            }

            return judged;
        }
    }

    /// <summary>An address that does not exist, a recipient who declined and a text that is too long say nothing of the provider.</summary>
    private static bool MayLieInTheProvider(ProviderResult result) =>
        result is { Status: SendStatus.Rejected, Error.Code: ErrorCode.Blocked or ErrorCode.InvalidSender or ErrorCode.Unknown };

    private static TimeSpan Sentence(int before)
    {
        var doubled = First * Math.Pow(2, Math.Min(before, 10));
        return doubled < Longest ? doubled : Longest;
    }
}
