using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infora.Communication.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.AspNetCore.Tests.Sample;

/// <summary>Each plugin has a page, and what the page tells people to configure is taken.</summary>
public sealed class ProviderPagesTests
{
    public static TheoryData<MessageChannel, string> Services()
    {
        using var services = Library(new ConfigurationBuilder().Build());
        var data = new TheoryData<MessageChannel, string>();
        foreach (var channel in Enum.GetValues<MessageChannel>())
        {
            foreach (var type in services.GetRequiredService<ProviderTypes>().Of(channel))
            {
                data.Add(channel, type.Service);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void ThePage_HasEveryPart(MessageChannel channel, string service)
    {
        var page = Page(channel, service);

        page.Should().Contain("## Configure").And.Contain("```csharp\n").And.Contain("## Errors");
        if (service is not "pickup")
        {
            page.Should().Contain("## Limits").And.Contain("## Webhooks");
        }

        RepositoryFiles.Read("docs/providers/README.md").Should().Contain($"]({FileName(channel, service)})");
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task TheRequestOfThePage_IsTaken(MessageChannel channel, string service)
    {
        var example = Regex.Match(Page(channel, service), "```http\nPOST /api/communication/(email|sms)-providers\n[^\n]*\n\n(.*?)```", RegexOptions.Singleline);
        await using var services = Library(new ConfigurationBuilder().Build());
        var described = example.Groups[1].Value is "email" ? MessageChannel.Email : MessageChannel.Sms;

        var added = await services.GetRequiredService<ProviderCatalogue>().AddAsync(described, JsonNode.Parse(example.Groups[2].Value)!.AsObject());

        added.Errors.Should().BeEmpty();
        added.Provider!.Service.Should().Be(service);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task TheConfigurationOfThePage_IsTaken(MessageChannel channel, string service)
    {
        var example = Regex.Match(Page(channel, service), "```json\n(\\{\n  \"Communication\".*?)```", RegexOptions.Singleline);
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(example.Groups[1].Value))).Build();
        await using var services = Library(configuration);
        var catalogue = services.GetRequiredService<ProviderCatalogue>();

        var defined = (await catalogue.ListAsync(MessageChannel.Email)).Concat(await catalogue.ListAsync(MessageChannel.Sms)).ToList();

        defined.Should().ContainSingle().Which.Service.Should().Be(service);
    }

    [Fact]
    public void ThePresetsOfHttp_AreOnItsPage_AsTheyAre()
    {
        using var services = Library(new ConfigurationBuilder().Build());
        var shown = Regex.Matches(Page(MessageChannel.Sms, "http"), "```json\n(\\{\"request\".*?)```", RegexOptions.Singleline)
            .Select(example => JsonNode.Parse(example.Groups[1].Value)).ToList();

        foreach (var preset in Enum.GetValues<MessageChannel>().SelectMany(channel => services.GetRequiredService<ProviderTypes>().Find(channel, "http")!.Presets))
        {
            shown.Should().Contain(example => JsonNode.DeepEquals(example, preset.Values), preset.Title);
        }
    }

    private static ServiceProvider Library(IConfiguration configuration)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddInforaCommunication();
        return services.BuildServiceProvider();
    }

    private static string Page(MessageChannel channel, string service) => RepositoryFiles.Read($"docs/providers/{FileName(channel, service)}");

    private static string FileName(MessageChannel channel, string service) =>
        service is "pickup" && channel is MessageChannel.Sms ? "pickup-sms.md" : $"{service}.md";
}
