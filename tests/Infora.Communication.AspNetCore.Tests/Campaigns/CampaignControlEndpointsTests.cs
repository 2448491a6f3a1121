using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Infora.Communication.AspNetCore.Tests.Hosting;
using Infora.Communication.Campaigns;
using Infora.Communication.Providers;
using Infora.Communication.Templates;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.AspNetCore.Tests.Campaigns;

public sealed class CampaignControlEndpointsTests : IAsyncLifetime
{
    private readonly ScriptedProvider _provider = new();
    private ApiHost _host = null!;
    private int _email;
    private int _sms;

    private HttpClient Client => _host.Client;

    public async Task InitializeAsync()
    {
        _host = await _provider.StartAsync();
        _email = await Client.AddAsync("/email-templates", Samples.EmailTemplate);
        _sms = await Client.AddAsync("/sms-templates", Samples.SmsTemplate);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Post_KeepsWhatTheCampaignIsToHold()
    {
        var body = JsonNode.Parse(Samples.SmsCampaign(_sms))!;
        body["max_delay"] = "1.02:30:00";
        body["messages_per_second"] = 2.5;
        body["budget"] = JsonNode.Parse("""{"amount":"100.00","currency":"KES"}""");
        body["allow_partial"] = true;

        var campaign = await Client.PostApiAsync("/sms-campaigns", body.ToJsonString()).ReadAsync(HttpStatusCode.Created);

        ((string)campaign["max_delay"]!).Should().Be("1.02:30:00");
        ((double)campaign["messages_per_second"]!).Should().Be(2.5);
        campaign["budget"]!.ToJsonString().Should().Be("""{"amount":"100.0000","currency":"KES"}""");
        ((bool)campaign["allow_partial"]!).Should().BeTrue();
        campaign["estimate"].Should().BeNull();
        campaign["reason"].Should().BeNull();
        campaign["audience"].Should().BeNull();
    }

    [Fact]
    public async Task Post_HasDefaults()
    {
        var campaign = await Client.PostApiAsync("/sms-campaigns", Samples.SmsCampaign(_sms)).ReadAsync(HttpStatusCode.Created);

        ((string)campaign["max_delay"]!).Should().Be("01:00:00");
        campaign["messages_per_second"].Should().BeNull();
        campaign["budget"].Should().BeNull();
        ((bool)campaign["allow_partial"]!).Should().BeFalse();
    }

    [Theory]
    [InlineData("max_delay", "\"1\"", "max_delay")]
    [InlineData("max_delay", "\"24:00:00\"", "max_delay")]
    [InlineData("max_delay", "\"-01:00:00\"", "max_delay")]
    [InlineData("max_delay", "3600", "max_delay")]
    [InlineData("messages_per_second", "0", "messages_per_second")]
    [InlineData("messages_per_second", "-1", "messages_per_second")]
    [InlineData("messages_per_second", "1e9", "messages_per_second")]
    [InlineData("messages_per_second", "\"5\"", "messages_per_second")]
    [InlineData("budget", "100", "budget")]
    [InlineData("budget", "{\"amount\":100,\"currency\":\"KES\"}", "budget.amount")]
    [InlineData("budget", "{\"amount\":\"1,000\",\"currency\":\"KES\"}", "budget.amount")]
    [InlineData("budget", "{\"amount\":\"0\",\"currency\":\"KES\"}", "budget.amount")]
    [InlineData("budget", "{\"amount\":\"-5\",\"currency\":\"KES\"}", "budget.amount")]
    [InlineData("budget", "{\"amount\":\"5\",\"currency\":\"kes\"}", "budget.currency")]
    [InlineData("budget", "{\"amount\":\"5\"}", "budget.currency")]
    [InlineData("budget", "{\"amount\":\"5\",\"currency\":\"KES\",\"unit\":1}", "budget.unit")]
    [InlineData("allow_partial", "\"yes\"", "allow_partial")]
    [InlineData("audience", "\"nobody\"", "audience")]
    public async Task Post_NamesTheFieldThatIsWrong(string field, string value, string named)
    {
        var body = JsonNode.Parse(Samples.EmailCampaign(_email))!.AsObject();
        body[field] = JsonNode.Parse(value);
        if (field is "audience")
        {
            body.Remove("recipients");
        }

        (await Client.PostApiAsync("/email-campaigns", body.ToJsonString()).ReadErrorsAsync()).Keys.Should().Equal(named);
    }

    [Fact]
    public async Task Steps_AnswerTheCampaign_AndConflictsSayWhy()
    {
        var id = await Client.AddAsync("/email-campaigns", Samples.EmailCampaign(_email));

        await ConflictAsync(id, "pause", "draft");
        await ConflictAsync(id, "resume", "draft");
        await ConflictAsync(id, "retry-failed", "None of its messages failed");
        await StepAsync(id, "estimate", "draft");
        await StepAsync(id, "start", "running");
        await ConflictAsync(id, "resume", "running");
        await StepAsync(id, "pause", "paused");
        await ConflictAsync(id, "pause", "paused");
        await StepAsync(id, "resume", "running");
        await StepAsync(id, "cancel", "cancelled");
        foreach (var step in new[] { "cancel", "pause", "resume", "start", "estimate" })
        {
            await ConflictAsync(id, step, "cancelled");
        }
    }

    [Fact]
    public async Task RetryFailed_SendsWhatWasRefusedAgain()
    {
        _provider.Result = ScriptedProvider.Refusal;
        var id = await Client.AddAsync("/email-campaigns", Samples.EmailCampaign(_email, start: true));
        await UntilAsync(id, "completed_with_failures");
        _provider.Result = ProviderResult.Sent("vendor-2");

        await StepAsync(id, "retry-failed", "running");

        var campaign = await UntilAsync(id, "completed");
        ((int)campaign["counts"]!["sent"]!).Should().Be(1);
        ((int)campaign["counts"]!["failed"]!).Should().Be(0);
        _provider.Asked.Should().HaveCount(2);
    }

    [Fact]
    public async Task Estimate_IsShownWithTheCampaign()
    {
        await Client.AddAsync("/sms-providers", Samples.SmsProvider);
        var body = JsonNode.Parse(Samples.SmsCampaign(_sms))!;
        body["recipients"]!.AsArray().Add(JsonNode.Parse("""{"phone":"0712345679","variables":{"customer_name":"Zoë"}}"""));
        body["recipients"]!.AsArray().Add(JsonNode.Parse("""{"phone":"0712345680"}"""));
        var id = await Client.AddAsync("/sms-campaigns", body.ToJsonString());

        var estimated = await Client.PostApiAsync($"/sms-campaigns/{id}/estimate", null).ReadAsync();

        var estimate = estimated["estimate"]!;
        ((int)estimate["recipients"]!).Should().Be(3);
        ((int)estimate["messages_with_missing_variables"]!).Should().Be(1);
        estimate["missing"]!.ToJsonString().Should().Be("""["variables.customer_name"]""");
        ((int)estimate["segments"]!).Should().Be(2);
        ((int)estimate["ucs2"]!).Should().Be(1);
        ((string)estimate["ucs2_character"]!).Should().Be("ë");
        estimate["cost"]!.ToJsonString().Should().Be("""[{"amount":"0.0300","currency":"KES"}]""");
        estimate["highest_cost"]!.ToJsonString().Should().Be("""{"amount":"0.0150","currency":"KES"}""");
        ((int)estimate["duration_seconds"]!).Should().Be(0);
        estimate["exceeds_limit"]!.AsArray().Should().BeEmpty();
        ((int)estimate["suppressed"]!).Should().Be(0);
        estimate["providers"]!.AsArray().Should().ContainSingle();
        ((int)estimate["providers"]![0]!["messages"]!).Should().Be(2);
        ((string)estimate["made_at"]!).Should().EndWith("Z");
        (await Client.GetApiAsync($"/sms-campaigns/{id}").ReadAsync())["estimate"]!.ToJsonString().Should().Be(estimate.ToJsonString());
    }

    [Fact]
    public async Task Start_IsAConflict_WhenItIsOverBudget_OrVariablesAreMissing()
    {
        await Client.AddAsync("/sms-providers", Samples.SmsProvider);
        var body = JsonNode.Parse(Samples.SmsCampaign(_sms))!;
        body["budget"] = JsonNode.Parse("""{"amount":"0.01","currency":"KES"}""");
        var id = await Client.AddAsync("/sms-campaigns", body.ToJsonString());
        body["recipients"]!.AsArray().Add(JsonNode.Parse("""{"phone":"0712345680"}"""));
        body["budget"] = null;
        var missing = await Client.AddAsync("/sms-campaigns", body.ToJsonString());

        var overBudget = await Client.PostApiAsync($"/sms-campaigns/{id}/start", null).ReadProblemAsync(HttpStatusCode.Conflict);
        var partial = await Client.PostApiAsync($"/sms-campaigns/{missing}/start", null).ReadProblemAsync(HttpStatusCode.Conflict);

        ((string)overBudget["detail"]!).Should().Contain("0.0150 KES").And.Contain("budget");
        ((string)partial["detail"]!).Should().Contain("1 of 2 recipients").And.Contain("variables.customer_name").And.Contain("allow_partial");
        (await Client.GetApiAsync($"/sms-campaigns/{missing}").ReadAsync())["estimate"].Should().NotBeNull();
    }

    [Fact]
    public async Task Audiences_AreListed_AndSentTo()
    {
        await using var host = await new ScriptedProvider().StartAsync();
        (await host.Client.GetApiAsync("/audiences").ReadAsync()).AsArray().Should().BeEmpty();
        await using var other = await ApiHost.StartAsync(services: services => services.AddInforaCommunication()
            .AddCampaignAudience<OneCustomer>("one-customer").AddCampaignAudience<NoCustomer>("no-customer"));
        var template = await other.Client.AddAsync("/email-templates", Samples.EmailTemplate);

        var audiences = await other.Client.GetApiAsync("/audiences").ReadAsync();
        var campaign = await other.Client.PostApiAsync(
            "/email-campaigns", $$"""{"name":"News","template_id":{{template}},"audience":"One-Customer"}""").ReadAsync(HttpStatusCode.Created);
        var empty = await other.Client.PostApiAsync(
            "/email-campaigns", $$"""{"name":"News","template_id":{{template}},"audience":"no-customer"}""").ReadProblemAsync(HttpStatusCode.Conflict);

        audiences.ToJsonString().Should().Be("""[{"name":"no-customer"},{"name":"one-customer"}]""");
        ((string)campaign["status"]!).Should().Be("running");
        ((string)campaign["audience"]!).Should().Be("one-customer");
        ((int)campaign["counts"]!["total"]!).Should().Be(1);
        ((string)empty["detail"]!).Should().StartWith("The campaign has no recipients.").And.Contain("kept as draft");
    }

    private async Task StepAsync(int id, string step, string status) =>
        ((string)(await Client.PostApiAsync($"/email-campaigns/{id}/{step}", null).ReadAsync())["status"]!).Should().Be(status);

    private async Task ConflictAsync(int id, string step, string why) =>
        ((string)(await Client.PostApiAsync($"/email-campaigns/{id}/{step}", "{}").ReadProblemAsync(HttpStatusCode.Conflict))["detail"]!).Should().Contain(why, step);

    private Task<JsonNode> UntilAsync(int id, string status) => Eventually.GetAsync(
        async () =>
        {
            await ScriptedProvider.DispatchAsync(_host);
            return await Client.GetApiAsync($"/email-campaigns/{id}").ReadAsync();
        },
        campaign => (string)campaign["status"]! == status);

    private sealed class OneCustomer : ICampaignAudience
    {
        public async IAsyncEnumerable<CampaignRecipient> ReadAsync(CampaignAudienceRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            yield return new CampaignRecipient("ann@example.com", TemplateVariables.From(new { customer_name = "Ann" }));
        }
    }

    private sealed class NoCustomer : ICampaignAudience
    {
        public IAsyncEnumerable<CampaignRecipient> ReadAsync(CampaignAudienceRequest request, CancellationToken cancellationToken) =>
            AsyncEnumerable.Empty<CampaignRecipient>();
    }
}
