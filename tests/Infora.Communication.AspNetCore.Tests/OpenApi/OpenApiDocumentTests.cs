using System.Text.Json;
using System.Text.Json.Nodes;
using Infora.Communication.AspNetCore.Tests.Hosting;

namespace Infora.Communication.AspNetCore.Tests.OpenApi;

/// <summary>
/// The document that a host's plain <c>AddOpenApi()</c> makes. After a wanted change of the API, run the tests with the
/// environment variable UPDATE_OPENAPI=1 and look through what changed in openapi.json.
/// </summary>
public sealed class OpenApiDocumentTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public async Task Document_IsTheCommittedOne()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "OpenApi", "openapi.json");
        var document = (await ReadAsync()).ToJsonString(Indented) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_OPENAPI") is "1")
        {
            await File.WriteAllTextAsync(Path.Combine(ProjectFolder(), "OpenApi", "openapi.json"), document);
            return;
        }

        document.Should().Be(await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task EveryOperation_SaysWhatItTakesAndGives()
    {
        var operations = await OperationsAsync();

        var guarded = Names(SeededHost.Routes);
        operations.Keys.Should().BeEquivalentTo(guarded.Concat(Names(SeededHost.OpenRoutes)));
        operations.Values.Select(operation => (string?)operation["operationId"]).Should().OnlyHaveUniqueItems().And.NotContainNulls();
        foreach (var (route, operation) in operations.Where(operation => guarded.Contains(operation.Key)))
        {
            ((string?)operation["summary"]).Should().NotBeNullOrEmpty(route);
            operation["tags"]!.AsArray().Should().NotBeEmpty(route);
            var responses = operation["responses"]!.AsObject();
            responses.Select(response => response.Key).Should().Contain(["401", "403"], route);
            var successes = responses.Where(response => response.Key.StartsWith('2')).ToList();
            successes.Should().HaveCount(route is "POST /suppressions" ? 2 : 1, route).And.AllSatisfy(response =>
                (response.Key == "204" || (response.Value!["content"]!["application/json"] ?? response.Value["content"]!["text/event-stream"])!["schema"] != null).Should().BeTrue(route));
            var refusals = responses.Where(response => response.Key is not ("401" or "403") && response.Key.StartsWith('4'));
            refusals.Should().AllSatisfy(response => response.Value!["content"]!["application/problem+json"]!["schema"].Should().NotBeNull(route));
        }
    }

    [Fact]
    public async Task OpenOperations_AreThePageAndTheWebhooks()
    {
        var operations = await OperationsAsync();

        string[] pages = ["GET /unsubscribe/{token}", "POST /unsubscribe/{token}"];
        string[] webhooks =
        [
            "GET /webhooks/sms/{providerId}/{token}",
            "POST /webhooks/sms/{providerId}/{token}",
            "POST /webhooks/email/{providerId}/{token}",
        ];
        Names(SeededHost.OpenRoutes).Should().BeEquivalentTo(pages.Concat(webhooks));
        foreach (var route in pages)
        {
            var responses = operations[route]["responses"]!.AsObject();
            responses.Select(response => response.Key).Should().Contain(["200", "404", "429"], route).And.NotContain(["401", "403"], route);
            responses["200"]!["content"]!["text/html"].Should().NotBeNull(route);
        }

        foreach (var route in webhooks)
        {
            var responses = operations[route]["responses"]!.AsObject();
            responses.Select(response => response.Key).Should().Contain(["200", "400", "401", "413", "503"], route).And.NotContain(["403", "429"], route);
            operations[route]["parameters"]!.AsArray().Select(parameter => (string?)parameter!["name"]).Should().Equal("providerId", "token");
        }

        operations["POST /unsubscribe/{token}"]["requestBody"]!["content"]!["application/x-www-form-urlencoded"]!["schema"]!["properties"]!["List-Unsubscribe"]
            .Should().NotBeNull();
    }

    [Theory]
    [MemberData(nameof(SeededHost.RoutesWithBody), MemberType = typeof(SeededHost))]
    public async Task EveryBody_HasASchemaAmongTheComponents(string route)
    {
        var document = await ReadAsync();
        var operation = (await OperationsAsync())[route];
        if (RouteSample.ByRoute[route].WrongType is null)
        {
            operation["requestBody"].Should().BeNull();
            return;
        }

        var reference = (string)operation["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"]!;

        document["components"]!["schemas"]![reference.Split('/')[^1]].Should().NotBeNull();
        operation["responses"]!.AsObject().Select(response => response.Key).Should().Contain(["400", "413", "415"]);
    }

    [Fact]
    public async Task Numbers_AreNotText()
    {
        var text = (await ReadAsync()).ToJsonString();

        text.Should().NotContain("\"integer\",\"string\"").And.NotContain("\"number\",\"string\"");
    }

    [Fact]
    public async Task EveryReference_IsKept()
    {
        var text = (await ReadAsync()).ToJsonString();
        var schemas = (await ReadAsync())["components"]!["schemas"]!.AsObject().Select(schema => schema.Key).ToList();

        var references = System.Text.RegularExpressions.Regex.Matches(text, "\"#/components/schemas/([^\"]+)\"").Select(match => match.Groups[1].Value).Distinct();

        references.Should().BeSubsetOf(schemas);
    }

    private static async Task<JsonNode> ReadAsync()
    {
        await using var host = await ApiHost.StartAsync(new Dictionary<string, string?> { ["Communication:RateLimiting:Enabled"] = "true" });
        return JsonNode.Parse(await host.Anonymous.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;
    }

    private static async Task<Dictionary<string, JsonNode>> OperationsAsync() => (await ReadAsync())["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject().Select(operation =>
            ($"{operation.Key.ToUpperInvariant()} {path.Key[ApiHost.Prefix.Length..]}", operation.Value!)))
        .ToDictionary(pair => pair.Item1, pair => pair.Item2);

    private static List<string> Names(TheoryData<string> routes) => [.. routes.AsEnumerable<object[]>().Select(row => (string)row[0])];

    private static string ProjectFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder.GetFiles("*.csproj").Length is 0)
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside their project.");
        }

        return folder.FullName;
    }
}
