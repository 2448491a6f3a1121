using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infora.Communication.AspNetCore.Tests.Hosting;

namespace Infora.Communication.AspNetCore.Tests;

public sealed class PagingTests
{
    [Theory]
    [InlineData("email-providers", false)]
    [InlineData("sms-providers", false)]
    [InlineData("email-templates", false)]
    [InlineData("sms-templates", false)]
    [InlineData("email-campaigns", true)]
    [InlineData("sms-campaigns", true)]
    [InlineData("messages", true)]
    [InlineData("suppressions", true)]
    public async Task List_GivesEachOnceInOrder_WhenPagedToTheEnd(string resource, bool newestFirst)
    {
        await using var host = await ApiHost.StartAsync();
        var added = await AddSevenAsync(host.Client, resource);
        var pages = new List<int>();
        var listed = new List<string>();

        for (var path = $"/{resource}?limit=3"; path is not null;)
        {
            using var response = await host.Client.GetApiAsync(path);
            var page = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray();
            pages.Add(page.Count);
            listed.AddRange(page.Select(item => item!["id"]!.ToString()));
            path = NextOf(response);
        }

        pages.Should().Equal(3, 3, 1);

        // Messages that are accepted in the same millisecond have an order of their own: that of their ids.
        listed.Should().Equal(
            resource is "messages" ? added.OrderDescending(StringComparer.Ordinal)
            : newestFirst ? added.AsEnumerable().Reverse()
            : added);
    }

    [Fact]
    public async Task List_HasNoLink_WhenItEndsWithThePage()
    {
        await using var host = await ApiHost.StartAsync();
        await AddSevenAsync(host.Client, "sms-templates");

        using var response = await host.Client.GetApiAsync("/sms-templates?limit=7");

        response.Headers.Contains("Link").Should().BeFalse();
    }

    [Fact]
    public async Task Link_KeepsTheFilters()
    {
        await using var host = await ApiHost.StartAsync();
        await AddSevenAsync(host.Client, "messages");

        using var response = await host.Client.GetApiAsync("/messages?limit=2&channel=sms&recipient=%2B254712345678");

        NextOf(response).Should().Contain("channel=sms").And.Contain("recipient=%2B254712345678").And.Contain("limit=2");
    }

    [Fact]
    public async Task Cursor_IsRefused_WhenItIsAnotherLists()
    {
        await using var host = await ApiHost.StartAsync();
        await AddSevenAsync(host.Client, "sms-templates");
        using var response = await host.Client.GetApiAsync("/sms-templates?limit=2");

        var errors = await host.Client.GetApiAsync(NextOf(response)!.Replace("sms-templates", "email-templates", StringComparison.Ordinal)).ReadErrorsAsync();

        errors.Should().ContainKey("cursor");
    }

    private static string? NextOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Link", out var links)
            ? Regex.Match(links.Single(), "^<" + ApiHost.Prefix + "(.+)>; rel=\"next\"$").Groups[1].Value
            : null;

    private static async Task<List<string>> AddSevenAsync(HttpClient client, string resource)
    {
        if (resource.EndsWith("campaigns", StringComparison.Ordinal))
        {
            await client.AddAsync("/email-templates", Samples.EmailTemplate);
            await client.AddAsync("/sms-templates", Samples.SmsTemplate);
        }

        var ids = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            var body = JsonNode.Parse(BodyOf(resource))!.AsObject();
            if (body.ContainsKey("name"))
            {
                body["name"] = $"{body["name"]} {i}";
            }
            else if (resource is "suppressions")
            {
                body["recipient"] = $"{i}@example.com";
            }

            using var response = await client.PostApiAsync(resource is "messages" ? "/sms" : "/" + resource, body.ToJsonString());
            ids.Add(JsonNode.Parse(await response.Content.ReadAsStringAsync())!["id"]!.ToString());
        }

        return ids;
    }

    private static string BodyOf(string resource) => resource switch
    {
        "email-providers" => Samples.EmailProvider,
        "sms-providers" => Samples.SmsProvider,
        "email-templates" => Samples.EmailTemplate,
        "sms-templates" => Samples.SmsTemplate,
        "email-campaigns" => Samples.EmailCampaign(1),
        "sms-campaigns" => Samples.SmsCampaign(1),
        "suppressions" => Samples.Suppression,
        _ => Samples.Sms,
    };
}
