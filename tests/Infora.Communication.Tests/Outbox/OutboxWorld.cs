using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Infora.Communication.Alerts;
using Infora.Communication.Campaigns;
using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Sms;
using Infora.Communication.Templates;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Infora.Communication.Tests.Outbox;

/// <summary>Stores that outlive processes, vendors that keep count of what they took, and one process at a time that sends.</summary>
internal sealed class OutboxWorld : IAsyncDisposable
{
    /// <summary>How many ways of answering the vendors have.</summary>
    public const int Behaviours = 8;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));
    private readonly InMemoryProviderStore _providers;
    private readonly InMemorySendingStateStore _sending = new();
    private readonly InMemoryTemplateStore _templates;
    private readonly InMemoryAlertStore _alerts = new();
    private readonly ConcurrentDictionary<Guid, int> _taken = new();
    private readonly List<OutboxProcess> _processes = [];
    private readonly InMemoryCampaignStore _campaigns;
    private int _behaviour;

    public OutboxWorld()
    {
        _providers = new InMemoryProviderStore(_time);
        _templates = new InMemoryTemplateStore(_time);
        Messages = new InMemoryMessageStore(_providers, _sending, capacity: 100_000);
        _campaigns = new InMemoryCampaignStore(Messages, _time);
        _templates.AddAsync(
            new MessageTemplate { Channel = MessageChannel.Email, Name = "Due", Type = TemplateType.Custom, Subject = "Due", TextBody = "Dear {{ name }}" },
            CancellationToken.None).GetAwaiter().GetResult();
        foreach (var (channel, name) in new[] { (MessageChannel.Email, "Mail 1"), (MessageChannel.Email, "Mail 2"), (MessageChannel.Sms, "Texts") })
        {
            _providers.AddAsync(Provider(channel, name), CancellationToken.None).GetAwaiter().GetResult();
        }

        _processes.Add(Start());
    }

    private static ProviderRecord Provider(MessageChannel channel, string name) => new()
    {
        Channel = channel,
        Name = name,
        Service = "scripted",
        Settings = channel is MessageChannel.Email ? new JsonObject { ["sender_email"] = "billing@example.com" } : [],
    };

    public InMemoryMessageStore Messages { get; }

    public List<Guid> Enqueued { get; } = [];

    /// <summary>How many recipients each campaign was given.</summary>
    public Dictionary<int, int> Campaigns { get; } = [];

    private OutboxProcess Current => _processes[^1];

    public int TakenCount(Guid id) => _taken.GetValueOrDefault(id);

    public async Task TakeAsync(OutboxStep step)
    {
        switch (step)
        {
            case OutboxStep.Enqueue enqueue:
                await EnqueueAsync(enqueue.Count);
                break;
            case OutboxStep.Behave behave:
                _behaviour = behave.Behaviour;
                break;
            case OutboxStep.Dispatch:
                await Current.DispatchAsync();
                break;
            case OutboxStep.Crash crash:
                Current.DieAt(crash.Calls);
                await Current.DispatchAsync();
                _processes.Add(Start());
                break;
            case OutboxStep.Pass pass:
                _time.Advance(TimeSpan.FromMinutes(pass.Minutes));
                break;
            case OutboxStep.Switch change:
                await Current.Get<SendingState>().SetAsync(change.Paused, reason: null);
                break;
            case OutboxStep.Cancel cancel:
                await Current.Get<IMessageOutbox>().CancelAsync($"about-{cancel.Message}");
                break;
            case OutboxStep.StartCampaign start:
                await StartCampaignAsync(start.Recipients);
                break;
            case OutboxStep.ControlCampaign control when Campaigns.Count > 0:
                await ControlCampaignAsync(control.Step, Campaigns.Keys.Max());
                break;
            case OutboxStep.Limit limit:
                await LimitAsync(limit.Most);
                break;
        }
    }

    public async Task<CampaignProgress> FindCampaignAsync(int id) => (await Current.Get<ICampaigns>().FindAsync(MessageChannel.Email, id))!;

    /// <summary>Everything works again, and days pass until nothing is left to do.</summary>
    public async Task RecoverAsync()
    {
        _behaviour = 0;
        _processes.Add(Start());
        await Current.Get<SendingState>().SetAsync(paused: false, reason: null);
        foreach (var id in Campaigns.Keys)
        {
            await Current.Get<ICampaigns>().ResumeAsync(MessageChannel.Email, id);
        }

        for (var rounds = 0; rounds < 400 && await IsBusyAsync(); rounds++)
        {
            _time.Advance(TimeSpan.FromMinutes(30));
            await Current.DispatchAsync();
        }

        // Campaigns end at the next look after their last message did.
        _time.Advance(TimeSpan.FromMinutes(30));
        await Current.DispatchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }
    }

    private OutboxProcess Start() => new(_time, services =>
    {
        services.AddSingleton<IProviderStore>(_providers);
        services.AddSingleton(_sending);
        services.AddSingleton<ITemplateStore>(_templates);
        services.AddSingleton<IAlertStore>(_alerts);
        services.AddSingleton<IMessageStore>(Messages);
    }, Messages, _campaigns, Answer);

    private async Task EnqueueAsync(int count)
    {
        var entries = Enumerable.Range(Enqueued.Count, count).Select(n => new OutboxEntry(
            n % 2 is 0
                ? new EmailMessage { To = "ann@example.com", Subject = "Receipt", TextBody = "Thank you." }
                : new SmsMessage { To = "+254712345678", Body = "Thank you." },
            new EnqueueOptions { CorrelationKey = $"about-{n % 10}", Priority = (MessagePriority)(n % 3) }));
        var results = await Current.Get<IMessageOutbox>().EnqueueAsync([.. entries]);
        Enqueued.AddRange(results.Select(result => result.Message!.State.Id));
    }

    private async Task StartCampaignAsync(int recipients)
    {
        var result = await Current.Get<ICampaigns>().CreateAsync(new CampaignDraft
        {
            Channel = MessageChannel.Email,
            Name = "January",
            TemplateId = 1,
            Recipients = [.. Enumerable.Range(0, recipients).Select(n =>
                new CampaignRecipient($"r{n}@example.com", TemplateVariables.From(new Dictionary<string, object?> { ["name"] = $"{n}" })))],
        });
        result.Outcome.Should().Be(CampaignOutcome.Done, result.Reason);
        Campaigns.Add(result.Campaign!.Id, recipients);
        Enqueued.AddRange((await _campaigns.ListRecipientsAsync(result.Campaign.Id, null, recipients, CancellationToken.None)).Select(message => message.State.Id));
    }

    private async Task ControlCampaignAsync(int step, int id)
    {
        var campaigns = Current.Get<ICampaigns>();
        var result = await (step switch
        {
            0 => campaigns.PauseAsync(MessageChannel.Email, id),
            1 => campaigns.ResumeAsync(MessageChannel.Email, id),
            2 => campaigns.CancelAsync(MessageChannel.Email, id),
            _ => campaigns.RetryFailedAsync(MessageChannel.Email, id),
        });
        result.Outcome.Should().BeOneOf(CampaignOutcome.Done, CampaignOutcome.NotAllowed);
    }

    private async Task LimitAsync(int most)
    {
        var catalogue = Current.Get<ProviderCatalogue>();
        var first = (await catalogue.ListAsync(MessageChannel.Email))[0];
        var changed = await catalogue.UpdateAsync(MessageChannel.Email, first.Id, new JsonObject
        {
            ["name"] = first.Name,
            ["provider_type"] = "api",
            ["service"] = "scripted",
            ["sender_email"] = "billing@example.com",
            ["daily_limit"] = most is 0 ? null : most,
        });
        changed.Outcome.Should().Be(ProviderChangeOutcome.Done);
    }

    private async Task<bool> IsBusyAsync()
    {
        var all = await Messages.ListAsync(new MessageQuery { Limit = 10_000 }, CancellationToken.None);
        return all.Any(message => message.State.Status is MessageStatus.Queued or MessageStatus.Sending
            || message.State is { Status: MessageStatus.Uncertain, NextAttemptAt: not null });
    }

    private ProviderResult Answer(Guid id)
    {
        var error = new SendError(ErrorCode.Unavailable, "scripted", Permanent: false);
        return _behaviour switch
        {
            1 => ProviderResult.Unavailable(error),
            2 => ProviderResult.Rejected(error with { Code = ErrorCode.InvalidRecipient, Permanent = true }),
            3 => ProviderResult.Rejected(error),
            4 => ProviderResult.Uncertain(error with { Code = ErrorCode.Uncertain }),
            5 => Take(id, ProviderResult.Uncertain(error with { Code = ErrorCode.Uncertain })),
            6 => ProviderResult.Unavailable(error with { Code = ErrorCode.RateLimited }, TimeSpan.FromMinutes(7)),
            7 => ProviderResult.Rejected(error with { Code = ErrorCode.Blocked, Permanent = true }),
            _ => Take(id, ProviderResult.Sent($"{id}")),
        };
    }

    private ProviderResult Take(Guid id, ProviderResult answer)
    {
        _taken.AddOrUpdate(id, 1, (_, before) => before + 1);
        return answer;
    }
}
