using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Tests.Outbox;

public sealed class DeliverySlotsTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly DeliverySlots _slots = new(new FixedOptions(new CommunicationOptions { Dispatcher = { MaxInFlight = 10 } }));

    [Fact]
    public void Low_LeavesAFifth_AndNormalATenth()
    {
        var low = Enumerable.Range(0, 10).Select(_ => Enter(MessagePriority.Low)).ToList();
        var normal = Enumerable.Range(0, 3).Select(_ => Enter(MessagePriority.Normal)).ToList();
        var high = Enumerable.Range(0, 3).Select(_ => Enter(MessagePriority.High)).ToList();

        low.Count(IsIn).Should().Be(8);
        normal.Count(IsIn).Should().Be(1);
        high.Count(IsIn).Should().Be(1);
    }

    [Fact]
    public async Task WhoLeaves_LetsTheMostUrgentIn_ThenTheFirstThatCame()
    {
        var first = Group(MessagePriority.High, 10);
        _slots.EnterAsync(first, CancellationToken.None).IsCompletedSuccessfully.Should().BeTrue();
        var low = Enter(MessagePriority.Low, 2);
        var normal = Enter(MessagePriority.Normal, 8);
        var later = Enter(MessagePriority.Normal, 2);
        var high = Enter(MessagePriority.High);

        _slots.Leave(first);

        await Task.WhenAll(high, normal).WaitAsync(Limit);
        (IsIn(later), IsIn(low)).Should().Be((false, false));
    }

    [Fact]
    public async Task AGroupThatIsLargerThanItsShare_GoesWhenNoOtherOfItsShareDoes()
    {
        var small = Group(MessagePriority.Low, 1);
        _slots.EnterAsync(small, CancellationToken.None).IsCompletedSuccessfully.Should().BeTrue();
        var large = Enter(MessagePriority.Low, 9);

        IsIn(large).Should().BeFalse();
        _slots.Leave(small);
        await large.WaitAsync(Limit);
    }

    [Fact]
    public async Task WhoGivesUp_TakesNoSlot_AndHoldsNobodyUp()
    {
        using var stopping = new CancellationTokenSource();
        var all = Group(MessagePriority.High, 10);
        await _slots.EnterAsync(all, CancellationToken.None);
        var given = _slots.EnterAsync(Group(MessagePriority.High, 10), stopping.Token);
        var next = Enter(MessagePriority.High, 10);

        await stopping.CancelAsync();
        _slots.Leave(all);

        await FluentActions.Awaiting(() => given).Should().ThrowAsync<OperationCanceledException>();
        await next.WaitAsync(Limit);
    }

    private Task Enter(MessagePriority priority, int messages = 1) => _slots.EnterAsync(Group(priority, messages), CancellationToken.None);

    private static bool IsIn(Task entered) => entered.IsCompletedSuccessfully;

    private static DispatchGroup Group(MessagePriority priority, int messages) => new([.. Enumerable.Range(0, messages).Select(_ => Message(priority))]);

    private static StoredMessage Message(MessagePriority priority) => new(
        new MessageRecord
        {
            Id = Guid.NewGuid(),
            Channel = MessageChannel.Sms,
            Status = MessageStatus.Sending,
            Priority = priority,
            Category = MessageCategory.Transactional,
            QueuedAt = DateTimeOffset.UnixEpoch,
            QueuedOn = new DateOnly(1970, 1, 1),
        },
        Content: null);

    private sealed class FixedOptions(CommunicationOptions options) : IOptionsMonitor<CommunicationOptions>
    {
        public CommunicationOptions CurrentValue => options;

        public CommunicationOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<CommunicationOptions, string?> listener) => null;
    }
}
