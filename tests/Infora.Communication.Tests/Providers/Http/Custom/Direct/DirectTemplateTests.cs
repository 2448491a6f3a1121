using System.Text;
using CsCheck;
using Infora.Communication.Email;
using Infora.Communication.Email.Providers.Http;
using Infora.Communication.Providers;
using Infora.Communication.Providers.Http.Custom;
using Infora.Communication.Sms.Providers.Http;
using Infora.Communication.Templates;
using Infora.Communication.Tests.Templates;

namespace Infora.Communication.Tests.Providers.Http.Custom.Direct;

public sealed class DirectTemplateTests
{
    private static readonly string[] Fragments =
    [
        "{\"a\": ", "}", " ", "\n", "&<>'+ü🙏", "{{ message.text | json }}", "{{ message.text }}", "{{- message.subject | json -}}", "{{ message.from }}",
        "{{ message.to | remove: '+' | json }}", "{{ message.text | remove: 'a' | remove: 'b' }}", "{{ message.text | remove: '' }}", "{{ secrets.KEY }}",
        "{{ secrets.key | json }}", "{{ secrets.KEY | json }}", "{{ message.id }}", "{{ message.nothing }}", "{{ message.cc }}", "{{ message.cc | json }}",
        "{{ message.replyTo }}", "{{ message['to'] }}", "{{ message.text | upcase }}", "{{ message.text | json | remove: 'a' }}", "{{ message.html | default: 'x' }}",
        "{% if message.html != '' %}{{ message.html | json }}{% else %}-{% endif %}", "{%- if message.reply_to == '' -%} none {%- endif -%}",
        "{% if message.nothing == '' %}a{% else %}b{% endif %}", "{% if message.text == 'a' %}{{ message.nothing }}{% endif %}", "{% if message.html %}h{% endif %}",
        "{% for file in message.attachments %}{{ file.name }}{% else %}-{% endfor %}", "{% for copy in message.cc limit: message.nothing %}{{ copy }}{% endfor %}",
        "{% for letter in message.text %}{{ letter }}{% endfor %}", "{% assign message = 'x' %}", "{% capture secrets %}y{% endcapture %}", "{% raw %}{{ }}{% endraw %}",
    ];

    private static readonly Gen<string> Sources = Gen.Int[0, Fragments.Length - 1].Array[1, 5].Select(parts => string.Concat(parts.Select(part => Fragments[part])));

    private static readonly Gen<string> Texts = Gen.Frequency(
        (3, Gen.String), (1, Gen.Const("")), (2, Gen.String[Gen.Char["abc\"\\&<>'+/\u2028\ud83d\ude4f\ud800\u007f\u00a0é\t\r\n "], 0, 60]), (1, Gen.Const(new string('<', 5000))));

    public static TheoryData<string, string> Presets()
    {
        var data = new TheoryData<string, string>();
        foreach (var preset in HttpEmailPresets.All.Concat(HttpSmsPresets.All))
        {
            data.Add(preset.Title, preset.Values["request"]!["body"]!.GetValue<string>());
        }

        return data;
    }

    [Fact]
    public void WhatItWritesIsWhatLiquidWouldWrite()
    {
        var renderer = TemplateTesting.Renderer();
        var written = 0;

        Gen.Select(Sources, Texts, Texts, Texts, Gen.Bool).Sample(
            (source, text, html, secret, copied) =>
            {
                var template = FieldTemplate.Parse(renderer, "request.body", source, [])!;
                var variables = new CustomVariables(new HttpEmailMessage(Mail(text, html, copied)), new CustomSecrets(new Dictionary<string, string> { ["KEY"] = secret }));
                if (template.Direct?.Text(variables) is not { } direct)
                {
                    return true;
                }

                Interlocked.Increment(ref written);
                var liquid = renderer.RenderAsync(template.Template, variables.All, TemplateFormat.Text).AsTask().GetAwaiter().GetResult();
                return direct == liquid.Text && template.Direct.Bytes(variables).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(liquid.Text!));
            },
            iter: 20_000);

        written.Should().BeGreaterThan(1_000, "otherwise nothing was compared");
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void TheBodiesOfPresetsNeedNoLiquid(string title, string body)
    {
        var template = FieldTemplate.Parse(TemplateTesting.Renderer(), "request.body", body, [])!;
        CustomMessage message = HttpEmailPresets.All.Any(preset => preset.Title == title)
            ? new HttpEmailMessage(Mail("text", "<p>html</p>", copied: false))
            : HttpSmsMessage.Sample("INFORA", "text");
        var secrets = new CustomSecrets(new Dictionary<string, string> { ["API_KEY"] = "k", ["SERVER_TOKEN"] = "k" });

        template.Direct!.Bytes(new CustomVariables(message, secrets)).Should().NotBeNull();
    }

    [Fact]
    public void WhatIsLongerThanATemplateMayComeTo_IsLeftToLiquid()
    {
        var renderer = TemplateTesting.Renderer(options => options.MaxOutputLength = 10);
        var variables = new CustomVariables(HttpSmsMessage.Sample("INFORA", "12345678901"), new CustomSecrets(new Dictionary<string, string>()));

        FieldTemplate.Parse(renderer, "request.url", "{{ message.text }}", [])!.Direct!.Text(variables).Should().BeNull();
        FieldTemplate.Parse(renderer, "request.body", "{{ message.text }}!", [])!.Direct!.Bytes(variables).Should().BeNull();
    }

    private static OutgoingEmail Mail(string text, string html, bool copied) => new()
    {
        Id = Guid.Parse("0198a0c0-0000-7000-8000-000000000001"),
        From = new EmailAddress("billing@example.com", "Infora \"Billing\""),
        To = "ann+1@exämple.com",
        Cc = copied ? ["bob@example.com"] : [],
        Subject = text.ReplaceLineEndings(" "),
        HtmlBody = html.Length is 0 ? null : html,
        TextBody = text,
    };
}
