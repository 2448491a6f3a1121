namespace Infora.Communication.AspNetCore.Tests.Hosting;

/// <summary>A host with one of everything; a route's ids are filled in with theirs.</summary>
public sealed class SeededHost : IAsyncLifetime
{
    private readonly Dictionary<string, string> _ids = [];
    private ApiHost? _host;

    internal ApiHost Host => _host!;

    /// <summary>Those that want an authorised caller.</summary>
    public static TheoryData<string> Routes => Theory(route => !IsOpen(route));

    /// <summary>Those that anybody may call: their addresses prove themselves.</summary>
    public static TheoryData<string> OpenRoutes => Theory(IsOpen);

    /// <summary>Those that take a body of JSON.</summary>
    public static TheoryData<string> RoutesWithBody => Theory(
        route => route.StartsWith('P') && !IsOpen(route) && !route.EndsWith("/recipients", StringComparison.Ordinal));

    public static TheoryData<string> RoutesWithId => Theory(route => route.Contains('{', StringComparison.Ordinal) && !IsOpen(route));

    public static TheoryData<string> Lists => Theory(route => route.StartsWith("GET", StringComparison.Ordinal)
        && !route.Contains('{', StringComparison.Ordinal)
        && route is not ("GET /stats" or "GET /sending" or "GET /provider-types" or "GET /audiences" or "GET /template-variables"));

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        foreach (var (resource, body) in new[]
        {
            ("email-providers", Samples.EmailProvider), ("sms-providers", Samples.SmsProvider),
            ("email-templates", Samples.EmailTemplate), ("sms-templates", Samples.SmsTemplate),
            ("email-campaigns", Samples.EmailCampaign(1)), ("sms-campaigns", Samples.SmsCampaign(1)),
            ("suppressions", Samples.Suppression),
        })
        {
            _ids[resource] = $"{await _host.Client.AddAsync("/" + resource, body)}";
        }

        var message = await _host.Client.PostApiAsync("/emails", Samples.Email).ReadAsync(System.Net.HttpStatusCode.Accepted);
        _ids["messages"] = (string)message["id"]!;
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();

    /// <summary>The method and the address of a route, with the id of what is there unless another is given.</summary>
    internal (string Method, string Path) Address(string route, string? id = null)
    {
        var (method, pattern) = (route.Split(' ')[0], route.Split(' ')[1]);
        var resource = pattern.Split('/')[1];
        return (method, System.Text.RegularExpressions.Regex.Replace(pattern, "{[^}]+}", _ => id ?? _ids[resource]));
    }

    private static TheoryData<string> Theory(Func<string, bool> which)
    {
        var data = new TheoryData<string>();
        foreach (var route in AllRoutes().Where(which))
        {
            data.Add(route);
        }

        return data;
    }

    private static bool IsOpen(string route) =>
        route.Contains("/unsubscribe/", StringComparison.Ordinal) || route.Contains("/webhooks/", StringComparison.Ordinal);

    private static IEnumerable<string> AllRoutes() => ApiHost.Routes(ApiHost.Build())
        .SelectMany(endpoint => endpoint.Metadata.OfType<Microsoft.AspNetCore.Routing.IHttpMethodMetadata>().Single().HttpMethods
            .Select(method => $"{method} {endpoint.RoutePattern.RawText![ApiHost.Prefix.Length..].TrimEnd('/')}"))
        .Order(StringComparer.Ordinal);
}
