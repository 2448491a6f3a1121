using Infora.Communication.Email;

namespace Infora.Communication.Tests.Email;

public sealed class SharedTextTests
{
    [Fact]
    public void Of_DividesTextsWhereTheirTemplateFilledThemIn()
    {
        var text = SharedText.Of(["Dear Ann, KES 5.", "Dear Bo, KES 70."], [[5..8, 14..15], [5..7, 13..15]]);

        text.Fixed.Should().Equal("Dear ", ", KES ", ".");
        text.Values.Should().BeEquivalentTo(new[] { new[] { "Ann", "5" }, ["Bo", "70"] }, options => options.WithStrictOrdering());
    }

    [Fact]
    public void Of_CountsAValueThatAllHave_AmongWhatTheyHaveInCommon()
    {
        var text = SharedText.Of(["Dear Ann, KES 5.", "Dear Bob, KES 5."], [[5..8, 14..15], [5..8, 14..15]]);

        text.Fixed.Should().Equal("Dear ", ", KES 5.");
        text.Values.Select(own => own.Single()).Should().Equal("Ann", "Bob");
    }

    [Fact]
    public void Of_HasOnePiece_WhenAllTextsAreEqual()
    {
        var text = SharedText.Of(["Same", "Same"], [null, null]);

        text.Fixed.Should().Equal("Same");
        text.Values.Should().HaveCount(2).And.OnlyContain(own => own.Count == 0);
    }

    [Fact]
    public void Of_TakesEachTextAsOneValue_WhenItIsNotKnownWhatWasFilledIn()
    {
        var text = SharedText.Of(["Dear Ann", "Dear Bob"], [[5..8], null]);

        text.Fixed.Should().Equal("", "");
        text.Values.Select(own => own.Single()).Should().Equal("Dear Ann", "Dear Bob");
    }

    [Fact]
    public void Of_TakesEachTextAsOneValue_WhenTheTemplatesOwnTextDiffers()
    {
        var text = SharedText.Of(["Dear Ann", "Hello Bob"], [[5..8], [6..9]]);

        text.Fixed.Should().Equal("", "");
        text.Values.Select(own => own.Single()).Should().Equal("Dear Ann", "Hello Bob");
    }
}
