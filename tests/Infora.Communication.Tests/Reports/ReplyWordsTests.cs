using CsCheck;
using Infora.Communication.Reports;

namespace Infora.Communication.Tests.Reports;

public sealed class ReplyWordsTests
{
    [Theory]
    [InlineData("STOP")]
    [InlineData("STOPALL")]
    [InlineData("UNSUBSCRIBE")]
    [InlineData("CANCEL")]
    [InlineData("END")]
    [InlineData("QUIT")]
    [InlineData("OPTOUT")]
    [InlineData("REVOKE")]
    [InlineData("stop")]
    [InlineData("Stop.")]
    [InlineData("  sToP!!! \n")]
    [InlineData("\"STOP\"")]
    [InlineData("‘Stop’")]
    [InlineData("*STOP*")]
    [InlineData("STOP**")]
    [InlineData("(stop)")]
    [InlineData("\u200eSTOP\u200f")]
    [InlineData("\u00a0Stop\u00a0")]
    [InlineData("stop 🙏")]
    [InlineData("ＳＴＯＰ！")]
    [InlineData("STOP ALL")]
    [InlineData("Opt-out")]
    [InlineData("opt out.")]
    [InlineData("STOP*456*9*5#")]
    [InlineData("stop*456*9*5#")]
    [InlineData("STOP *456*9*5#")]
    [InlineData("STOP * 456 * 9 * 5 #")]
    [InlineData("STOP*456*9*5")]
    [InlineData("Stop*40404#.")]
    public void IsStop_KnowsAWholeMessageThatDeclines(string reply)
    {
        ReplyWords.IsStop(reply).Should().BeTrue();
        ReplyWords.IsStart(reply).Should().BeFalse();
    }

    [Theory]
    [InlineData("START")]
    [InlineData("start")]
    [InlineData(" Start! ")]
    [InlineData("UNSTOP")]
    [InlineData("Unstop.")]
    [InlineData("START*456*9*5#")]
    public void IsStart_KnowsAWholeMessageThatTakesItBack(string reply)
    {
        ReplyWords.IsStart(reply).Should().BeTrue();
        ReplyWords.IsStop(reply).Should().BeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("!?")]
    [InlineData("#")]
    [InlineData("please stop")]
    [InlineData("STOP PLEASE")]
    [InlineData("Stop sending me this")]
    [InlineData("bus stop")]
    [InlineData("stopped")]
    [InlineData("don't stop")]
    [InlineData("S T O P")]
    [InlineData("weekend")]
    [InlineData("the end")]
    [InlineData("cancel my order")]
    [InlineData("*456*9*5#")]
    [InlineData("END*456#")]
    [InlineData("STOP*45a*9#")]
    [InlineData("STOP 456")]
    [InlineData("YES")]
    [InlineData("HELP")]
    [InlineData("restart")]
    [InlineData("START ALL")]
    [InlineData("st\ud83d")]
    [InlineData("ST🙏OP")]
    public void NothingElse_IsAWord(string? reply)
    {
        ReplyWords.IsStop(reply).Should().BeFalse();
        ReplyWords.IsStart(reply).Should().BeFalse();
    }

    [Fact]
    public void IsStop_IsTheSame_WhateverSpaceAndPunctuationIsAroundTheWord()
    {
        var around = Gen.OneOf(Gen.Const(' '), Gen.Const('\n'), Gen.Const('.'), Gen.Const('!'), Gen.Const('-'), Gen.Const('\u200e'), Gen.Const('#')).Array[0, 8].Select(all => new string(all));
        Gen.Select(around, around, Gen.Bool).Sample((before, after, upper) => ReplyWords.IsStop(before + (upper ? "UNSUBSCRIBE" : "unsubscribe") + after));
    }

    [Fact]
    public void IsStop_NeverThrows() => Gen.Char.Array[0, 60].Select(all => new string(all)).Sample(text => !(ReplyWords.IsStop(text) && ReplyWords.IsStart(text)), iter: 20_000);

    [Fact]
    public void IsStop_TakesNoLongText_HoweverItIsMade() =>
        ReplyWords.IsStop(new string(' ', 1_000_000) + "STOP").Should().BeFalse();
}
