using System.Text;
using System.Text.Json;
using Infora.Communication.Providers.Http;

namespace Infora.Communication.Tests.Providers.Http;

public sealed class LooseJsonTests
{
    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":1}}")]
    public void Parse_ReturnsNull_WhenTheTextIsNoJson(string text)
    {
        LooseJson.Parse(text).Should().BeNull();
        LooseJson.Parse(Encoding.UTF8.GetBytes(text)).Should().BeNull();
        LooseJson.Open(Encoding.UTF8.GetBytes(text)).Should().BeNull();
    }

    [Fact]
    public void Open_PutsReplacementCharacters_WhereTheBytesAreNoUtf8()
    {
        using var document = LooseJson.Open((byte[])[.. "{\"n\":\"a"u8, 0xFF, .. "\"}"u8]);

        ((JsonElement?)document!.RootElement).Member("n").AsText().Should().Be("a\uFFFD");
    }

    [Theory]
    [InlineData("{\"n\":3}", "3", 3)]
    [InlineData("{\"n\":\"3\"}", "3", 3)]
    [InlineData("{\"N\":3}", "3", 3)]
    [InlineData("{\"n\":null}", null, null)]
    [InlineData("{\"n\":\" \"}", null, null)]
    [InlineData("{\"n\":{}}", null, null)]
    [InlineData("{\"n\":true}", "true", null)]
    [InlineData("{\"n\":\"\\ud800\"}", null, null)]
    [InlineData("{}", null, null)]
    [InlineData("[1]", null, null)]
    [InlineData("\"n\"", null, null)]
    public void AsTextAndAsInt_TakeWhatThereIs(string text, string? asText, int? asInt)
    {
        var member = LooseJson.Parse(text).Member("n");

        member.AsText().Should().Be(asText);
        member.AsInt().Should().Be(asInt);
    }

    [Theory]
    [InlineData("\"-0.00750\"", -0.0075)]
    [InlineData("0.5", 0.5)]
    [InlineData("\"1,5\"", null)]
    [InlineData("\"None\"", null)]
    public void AsDecimal_ReadsTheInvariantForm(string json, double? expected) =>
        LooseJson.Parse(json).AsDecimal().Should().Be((decimal?)expected);

    [Fact]
    public void Items_AreEmpty_WhenTheElementIsNoArray()
    {
        LooseJson.Parse("{}").Items().Should().BeEmpty();
        LooseJson.Parse("[1,2]").Items().Select(item => item.AsInt()).Should().Equal(1, 2);
    }
}
