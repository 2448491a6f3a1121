using Infora.Communication.Messages;

namespace Infora.Communication.Reports;

/// <summary>A message as reports change it, one after the other.</summary>
internal sealed class ReportedState(MessageRecord message, string? recipient, IReadOnlyList<MessageEvent> known)
{
    private readonly List<MessageEvent> _known = [.. known];
    private readonly List<MessageEvent> _added = [];
    private MessageRecord _state = message;

    /// <returns>False for one that is known already.</returns>
    public bool Add(ReceivedReport received)
    {
        var isCopy = IsOfCopy(received);
        var happened = EventOf(received.Report, isCopy);
        if (_known.Exists(earlier => IsSame(earlier, happened, received.Report.Part is not null)))
        {
            return false;
        }

        _known.Add(happened);
        _added.Add(happened);
        if (isCopy)
        {
            return true;
        }

        Note(received.Report);
        if (IsAboutLastTry(received))
        {
            Price(received.Report);
            Advance(received);
        }

        return true;
    }

    public MessageCompletion? ToCompletion() => _added.Count > 0 ? new MessageCompletion(_state, [], _added) : null;

    /// <summary>Vendors also report of those who got a mail as a copy: it did not fail because one of them does not exist.</summary>
    private bool IsOfCopy(ReceivedReport received) =>
        recipient is not null && received.RecipientKey is { } reported && reported != recipient;

    private static MessageEvent EventOf(DeliveryReport report, bool isCopy) => new(TypeOf(report.Kind), report.OccurredAt)
    {
        ProviderEvent = ReportText.Cut(report.ProviderEvent),
        ProviderEventId = report.Part ?? report.ProviderEventId,
        Detail = ReportText.Cut(isCopy ? $"for another recipient of it: {DetailOf(report)}" : DetailOf(report)),
    };

    private static string TypeOf(ReportKind kind) => kind switch
    {
        ReportKind.BouncedHard or ReportKind.BouncedSoft => "bounced",
        _ => SnakeCase.Name(kind),
    };

    private static string? DetailOf(DeliveryReport report)
    {
        var text = report.Detail ?? report.Reply ?? report.Error?.Message;
        var kind = report.Kind switch
        {
            ReportKind.BouncedHard => "hard",
            ReportKind.BouncedSoft => "soft",
            _ => null,
        };
        return kind is null ? text : text is null ? kind : $"{kind}: {text}";
    }

    /// <summary>Vendors deliver an event again, some of them under another id.</summary>
    private static bool IsSame(MessageEvent earlier, MessageEvent happened, bool isPart) =>
        earlier.Type == happened.Type && earlier.ProviderEvent == happened.ProviderEvent
        && ((happened.ProviderEventId is not null && earlier.ProviderEventId == happened.ProviderEventId)
            || (!isPart && earlier.OccurredAt == happened.OccurredAt && earlier.Detail == happened.Detail));

    /// <summary>What people did with it; it counts whichever try brought it to them.</summary>
    private void Note(DeliveryReport report) => _state = report.Kind switch
    {
        ReportKind.Opened => _state with { OpenedAt = Earlier(_state.OpenedAt, report.OccurredAt) },

        // A link is followed in an opened mail, also where its pictures are not loaded.
        ReportKind.Clicked => _state with { ClickedAt = Earlier(_state.ClickedAt, report.OccurredAt), OpenedAt = Earlier(_state.OpenedAt, report.OccurredAt) },
        ReportKind.Complained => _state with { ComplainedAt = Earlier(_state.ComplainedAt, report.OccurredAt) },
        ReportKind.Unsubscribed => _state with { UnsubscribedAt = Earlier(_state.UnsubscribedAt, report.OccurredAt) },
        ReportKind.Replied when ReplyWords.IsStop(report.Reply) => _state with { UnsubscribedAt = Earlier(_state.UnsubscribedAt, report.OccurredAt) },
        _ => _state,
    };

    /// <summary>A message that was sent anew is not condemned by what became of an earlier try.</summary>
    private bool IsAboutLastTry(ReceivedReport received)
    {
        var report = received.Report;
        if (received.ProviderId != _state.ProviderId && received.ProviderId != _state.HandedTo)
        {
            return false;
        }

        return report.Part is not null || report.ProviderMessageId is null || _state.ProviderMessageId is null
            || report.ProviderMessageId == _state.ProviderMessageId || ReportRank.Proves(report.Kind) is MessageStatus.Delivered;
    }

    private void Price(DeliveryReport report)
    {
        if (report is { Price: { } price, Part: null })
        {
            _state = _state with { Cost = price, PriceDueAt = null };
        }

        if (report is { Segments: > 0 and { } segments, Part: null })
        {
            _state = _state with { Segments = segments };
        }
    }

    private void Advance(ReceivedReport received)
    {
        var report = received.Report;
        if (ReportRank.Proves(report.Kind) is not { } proven || !MayAdvance())
        {
            return;
        }

        if (report.Part is not null)
        {
            proven = ReportedParts.Fold(_known, _state.Segments ?? 1);
        }

        if (proven is MessageStatus.Delivered)
        {
            var at = report.Part is null ? report.OccurredAt : ReportedParts.LastDelivered(_known);
            _state = _state with { DeliveredAt = Earlier(_state.DeliveredAt, at) };
        }

        if (ReportRank.Of(_state.Channel, proven) > ReportRank.Of(_state.Channel, _state.Status) || IsWorseBounce(proven, report))
        {
            _state = _state with
            {
                Status = proven,
                SentAt = _state.SentAt ?? report.OccurredAt,
                ProviderId = received.ProviderId,
                ProviderMessageId = _state.ProviderMessageId ?? report.ProviderMessageId,
                NextAttemptAt = null,
                WaitingFor = null,
                HandedTo = null,
                Error = ErrorOf(proven, report),
            };
        }
    }

    /// <summary>Of two bounces the one for good is the reason.</summary>
    private bool IsWorseBounce(MessageStatus proven, DeliveryReport report) =>
        proven is MessageStatus.Bounced && _state is { Status: MessageStatus.Bounced, Error: not { Permanent: true } } && report.Kind is ReportKind.BouncedHard;

    /// <summary>One that was cancelled or suppressed never left; a queued one is with a vendor only if it may have been taken.</summary>
    private bool MayAdvance() => _state.Status switch
    {
        MessageStatus.Cancelled or MessageStatus.Suppressed => false,
        MessageStatus.Queued => _state.HandedTo is not null,
        _ => true,
    };

    private static SendError? ErrorOf(MessageStatus status, DeliveryReport report) => status switch
    {
        MessageStatus.Bounced => (report.Error ?? new SendError(ErrorCode.InvalidRecipient, ReportText.Cut(report.Detail) ?? "It came back.", Permanent: true)) with
        {
            Permanent = report.Kind is ReportKind.BouncedHard,
        },
        MessageStatus.Failed => report.Error ?? new SendError(ErrorCode.Unknown, ReportText.Cut(report.Detail) ?? "The provider gave it up.", Permanent: true),
        _ => null,
    };

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;
}
