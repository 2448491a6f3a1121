using Infora.Communication.Providers.Http;
using Infora.Communication.Providers.Http.Custom;

namespace Infora.Communication.Tests.Providers.Http.Custom;

public sealed class JsonPointerTests
{
    // The document of RFC 6901, section 5, and some more.
    private const string Document = """
        {"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8,
         "~1": 9, "01": 10, "nothing": null, "list": [[1, {"x": "deep"}]]}
        """;

    [Theory]
    [InlineData("/foo/0", "bar")]
    [InlineData("/foo/1", "baz")]
    [InlineData("/", "0")]
    [InlineData("/a~1b", "1")]
    [InlineData("/c%d", "2")]
    [InlineData("/e^f", "3")]
    [InlineData("/g|h", "4")]
    [InlineData("/i\\j", "5")]
    [InlineData("/k\"l", "6")]
    [InlineData("/ ", "7")]
    [InlineData("/m~0n", "8")]
    [InlineData("/~01", "9")]
    [InlineData("/01", "10")]
    [InlineData("/list/0/1/x", "deep")]
    [InlineData("/foo/2", null)]
    [InlineData("/foo/-", null)]
    [InlineData("/foo/00", null)]
    [InlineData("/foo/01", null)]
    [InlineData("/foo/+1", null)]
    [InlineData("/foo/99999999999", null)]
    [InlineData("/foo/", null)]
    [InlineData("/Foo/0", null)]
    [InlineData("/nothing", null)]
    [InlineData("/nothing/x", null)]
    [InlineData("/c%d/x", null)]
    public void Find_FollowsTheRfc(string pointer, string? expected) =>
        JsonPointer.Parse(pointer)!.Find(LooseJson.Parse(Document)).AsText().Should().Be(expected);

    [Fact]
    public void Find_IsTheWholeDocument_WhenThePointerIsEmpty() =>
        JsonPointer.Parse("")!.Find(LooseJson.Parse("\"all\"")).AsText().Should().Be("all");

    [Fact]
    public void Find_IsNothing_WhenThereIsNoDocument() => JsonPointer.Parse("/a")!.Find(null).Should().BeNull();

    [Theory]
    [InlineData("id")]
    [InlineData("#/id")]
    [InlineData("$.id")]
    [InlineData("/a~")]
    [InlineData("/a~2b")]
    [InlineData("/~0~")]
    public void Parse_IsNull_WhenTheTextIsNoPointer(string text) => JsonPointer.Parse(text).Should().BeNull();
}
