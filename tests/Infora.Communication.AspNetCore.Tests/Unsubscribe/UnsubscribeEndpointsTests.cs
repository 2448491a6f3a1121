using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Infora.Communication.AspNetCore.Tests.Hosting;
using Infora.Communication.AspNetCore.Unsubscribe;
using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Suppressions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.AspNetCore.Tests.Unsubscribe;

public sealed class UnsubscribeEndpointsTests : IAsyncLifetime
{
    private const string OneClick = "List-Unsubscribe=One-Click";
    private const string Undo = "List-Unsubscribe=Undo";

    private static readonly UnsubscribeTarget Ann = new(MessageChannel.Email, "ann@example.com", MessageCategory.Promotional, null);

    private readonly ScriptedProvider _provider = new();
    private ApiHost _host = null!;

    private SuppressionList List => _host.Services.GetRequiredService<SuppressionList>();

    public async Task InitializeAsync() => _host = await _provider.StartAsync(
        settings: new Dictionary<string, string?> { ["Communication:PublicUrl"] = "https://billing.example.com/app/" });

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task TheLinkOfAMail_LeadsToThePage_AndUnsubscribes()
    {
        var id = await SendAsync(MessageCategory.Promotional);
        var mail = _provider.Mails.Should().ContainSingle().Subject;
        mail.Headers["List-Unsubscribe-Post"].Should().Be(OneClick);
        var link = mail.Headers["List-Unsubscribe"];
        link.Should().StartWith("<https://billing.example.com/app/api/communication/unsubscribe/").And.EndWith(">");
        link.Length.Should().BeLessThan(400);
        var token = link[..^1].Split('/')[^1];

        using var unsubscribed = await PostAsync(token, OneClick);

        unsubscribed.StatusCode.Should().Be(HttpStatusCode.OK);
        (await ListAsync()).Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Channel = MessageChannel.Email,
            Recipient = "ann@example.com",
            Category = (MessageCategory?)MessageCategory.Promotional,
            Reason = SuppressionReason.Unsubscribed,
            SourceMessageId = (Guid?)id,
        });
        var history = await _host.Services.GetRequiredService<IMessageStore>().GetHistoryAsync(id, CancellationToken.None);
        history.Events.Select(happened => happened.Type).Should().Equal("sent", "unsubscribed");
        await SendAsync(MessageCategory.Promotional);
        await SendAsync(MessageCategory.Transactional);
        _provider.Mails.Should().HaveCount(2).And.ContainSingle(sent => sent.Headers.Count == 0, "a receipt still goes, without a link");
    }

    [Fact]
    public async Task Get_AsksAndChangesNothing()
    {
        using var response = await GetAsync(Token(Ann));
        var page = await response.Content.ReadAsStringAsync();

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        page.Should().Contain("a&#x2022;&#x2022;&#x2022;@example.com").And.NotContain("ann@example.com");
        page.Should().Contain("""<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button type="submit">Unsubscribe</button></form>""");
        page.Should().Contain("""<html lang="en">""").And.Contain("<title>Unsubscribe?</title>").And.Contain("<main>").And.NotContain("<script").And.NotContain("http");
        (await ListAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EveryPage_IsClosedToOthers(bool isLink)
    {
        using var response = await GetAsync(isLink ? Token(Ann) : "nothing");

        response.Content.Headers.ContentType!.ToString().Should().Be("text/html; charset=utf-8");
        response.Headers.GetValues("Referrer-Policy").Should().Equal("no-referrer");
        response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        response.Headers.GetValues("X-Robots-Tag").Should().Equal("noindex");
        response.Headers.CacheControl!.NoStore.Should().BeTrue();
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.Should().StartWith("default-src 'none'; style-src 'sha256-").And.Contain("frame-ancestors 'none'").And.Contain("form-action 'self'");
        var page = await response.Content.ReadAsStringAsync();
        var style = page.Split("<style>")[1].Split("</style>")[0];
        policy.Should().Contain(Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(style))));
        response.Headers.Contains("Set-Cookie").Should().BeFalse();
    }

    [Fact]
    public async Task Post_UnsubscribesOnce_InBothEncodingsOfAForm()
    {
        using var multipart = new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } };
        using var first = await _host.Anonymous.PostAsync(new Uri($"{ApiHost.Prefix}/unsubscribe/{Token(Ann)}", UriKind.Relative), multipart);
        using var second = await PostAsync(Token(Ann), OneClick);

        first.StatusCode.Should().Be(HttpStatusCode.OK);
        second.StatusCode.Should().Be(HttpStatusCode.OK);
        (await second.Content.ReadAsStringAsync()).Should().Contain("You are unsubscribed").And.Contain("Subscribe again");
        (await ListAsync()).Should().ContainSingle();
        using var shown = await GetAsync(Token(Ann));
        (await shown.Content.ReadAsStringAsync()).Should().Contain("You are unsubscribed");
    }

    [Fact]
    public async Task Post_ManyAtOnce_MakesOneSuppression()
    {
        var statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var response = await PostAsync(Token(Ann), OneClick);
            return response.StatusCode;
        }));

        statuses.Should().OnlyContain(status => status == HttpStatusCode.OK);
        (await ListAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task Post_TakesItBack()
    {
        using var unsubscribed = await PostAsync(Token(Ann), OneClick);

        using var response = await PostAsync(Token(Ann), Undo);

        (await response.Content.ReadAsStringAsync()).Should().Contain("You are subscribed again");
        (await ListAsync()).Should().BeEmpty();
        using var again = await PostAsync(Token(Ann), Undo);
        again.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(SuppressionReason.Unsubscribed, true)]
    [InlineData(SuppressionReason.Complaint, true)]
    [InlineData(SuppressionReason.Stop, true)]
    [InlineData(SuppressionReason.Manual, false)]
    [InlineData(SuppressionReason.Vendor, false)]
    [InlineData(SuppressionReason.HardBounce, false)]
    public async Task Post_TakesBackOnlyTheRecipientsOwnWill(SuppressionReason reason, bool isTakenBack)
    {
        await List.AddAsync(new SuppressionDraft { Channel = MessageChannel.Email, Recipient = "ann@example.com", Category = MessageCategory.Promotional, Reason = reason });

        using var response = await PostAsync(Token(Ann), Undo);

        (await response.Content.ReadAsStringAsync()).Should().Contain(isTakenBack ? "You are subscribed again" : "You stay unsubscribed");
        (await ListAsync()).Should().HaveCount(isTakenBack ? 0 : 1);
    }

    [Fact]
    public async Task AnInvalidToken_IsNotFound_AndSaysNothing()
    {
        var token = Token(Ann);
        var others = new UnsubscribeTokens(new EphemeralDataProtectionProvider()).Write(Ann);
        var changed = token[..40] + (token[40] is 'A' ? 'B' : 'A') + token[41..];
        foreach (var wrong in new[] { "x", others, changed, token[..^4], token + "AAAA", new string('A', 2_000), "%20", "..%2f" })
        {
            foreach (var sending in new[] { GetAsync(wrong), PostAsync(wrong, OneClick) })
            {
                using var response = await sending;
                response.StatusCode.Should().Be(HttpStatusCode.NotFound, wrong);
                var page = await response.Content.ReadAsStringAsync();
                page.Should().NotContain("example.com").And.NotContain("List-Unsubscribe");
            }
        }

        (await ListAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("List-Unsubscribe=Yes", "application/x-www-form-urlencoded", HttpStatusCode.BadRequest)]
    [InlineData("", "application/x-www-form-urlencoded", HttpStatusCode.BadRequest)]
    [InlineData("List-Unsubscribe=One-Click&List-Unsubscribe=Undo", "application/x-www-form-urlencoded", HttpStatusCode.BadRequest)]
    [InlineData("a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&i=1&j=1&k=1&List-Unsubscribe=One-Click", "application/x-www-form-urlencoded", HttpStatusCode.BadRequest)]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne", "multipart/form-data; boundary=x", HttpStatusCode.BadRequest)]
    [InlineData("{\"List-Unsubscribe\":\"One-Click\"}", "application/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("List-Unsubscribe=One-Click", null, HttpStatusCode.UnsupportedMediaType)]
    public async Task AnythingElse_IsRefused_AndChangesNothing(string body, string? type, HttpStatusCode status)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);

        var uri = new Uri($"{ApiHost.Prefix}/unsubscribe/{Token(Ann)}", UriKind.Relative);
        await _host.Anonymous.PostAsync(uri, content).ReadProblemAsync(status);

        (await ListAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task ALargeBody_IsRefused()
    {
        using var content = new StringContent($"{OneClick}&x={new string('x', 9_000)}", Encoding.UTF8, "application/x-www-form-urlencoded");
        var uri = new Uri($"{ApiHost.Prefix}/unsubscribe/{Token(Ann)}", UriKind.Relative);

        await _host.Anonymous.PostAsync(uri, content).ReadProblemAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task ThePage_IsLimitedAsTheOthersAre()
    {
        await using var host = await ApiHost.StartAsync(new Dictionary<string, string?>
        {
            ["Communication:RateLimiting:Enabled"] = "true",
            ["Communication:RateLimiting:PermitsPerMinute"] = "2",
        });
        var uri = new Uri($"{ApiHost.Prefix}/unsubscribe/x", UriKind.Relative);
        using var first = await host.Anonymous.GetAsync(uri);
        using var second = await host.Anonymous.GetAsync(uri);

        await host.Anonymous.GetAsync(uri).ReadProblemAsync(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Mail_CarriesNoLink_WithoutAPublicUrl()
    {
        var provider = new ScriptedProvider();
        await using var host = await provider.StartAsync();
        var mail = new EmailMessage { To = "Ann@example.com", Subject = "Hello", TextBody = "How are you?", Category = MessageCategory.Promotional };

        var result = await host.Services.GetRequiredService<IEmailSender>().SendAsync(mail);

        result.Status.Should().Be(SendStatus.Sent);
        provider.Mails.Should().ContainSingle().Which.Headers.Should().BeEmpty();
    }

    private async Task<Guid> SendAsync(MessageCategory category)
    {
        var mail = new EmailMessage { To = "Ann@example.com", Subject = "Hello", TextBody = "How are you?", Category = category };
        var result = await _host.Services.GetRequiredService<IMessageOutbox>().EnqueueAsync(mail);
        await ScriptedProvider.DispatchAsync(_host);
        return result.Message!.State.Id;
    }

    private string Token(UnsubscribeTarget target) =>
        new UnsubscribeTokens(_host.Services.GetRequiredService<IDataProtectionProvider>()).Write(target);

    private Task<HttpResponseMessage> GetAsync(string token) =>
        _host.Anonymous.GetAsync(new Uri($"{ApiHost.Prefix}/unsubscribe/{token}", UriKind.Relative));

    private async Task<HttpResponseMessage> PostAsync(string token, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
        return await _host.Anonymous.PostAsync(new Uri($"{ApiHost.Prefix}/unsubscribe/{token}", UriKind.Relative), content);
    }

    private Task<IReadOnlyList<Suppression>> ListAsync() => List.ListAsync(new SuppressionQuery());
}
