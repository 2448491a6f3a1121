using Infora.Communication.Reports;

namespace Infora.Communication.Tests.Reports;

public sealed class ReportTextTests
{
    [Fact]
    public void Clean_LeavesNothingThatADatabaseRefuses()
    {
        var half = "\ud83d";
        var report = ReportText.Clean(new DeliveryReport(ReportKind.Failed, Calls.Now)
        {
            ProviderMessageId = "a\0b",
            Recipient = "ann@example.com\0",
            ProviderEvent = new string('w', 300),
            ProviderEventId = half,
            Part = "p\0",
            Detail = new string('x', 499) + "🙏",
            Reply = $"STOP{half}",
            Error = new SendError(ErrorCode.Unknown, new string('m', 600), Permanent: true) { Hint = "\0", ProviderCode = "5\0" },
        });

        report.Should().Be(new DeliveryReport(ReportKind.Failed, Calls.Now)
        {
            ProviderMessageId = "ab",
            Recipient = "ann@example.com",
            ProviderEvent = new string('w', 200),
            ProviderEventId = "\ufffd",
            Part = "p",
            Detail = new string('x', 499),
            Reply = "STOP\ufffd",
            Error = new SendError(ErrorCode.Unknown, new string('m', 500), Permanent: true) { Hint = "", ProviderCode = "5" },
        });
    }

    [Fact]
    public void Clean_LeavesTheRestAsItIs()
    {
        var report = new DeliveryReport(ReportKind.Opened, Calls.Now) { Detail = "Mozilla 🙏", MessageId = Guid.NewGuid(), Price = new Money(1m, "KES"), Segments = 2 };

        ReportText.Clean(report).Should().Be(report);
    }

    [Theory]
    [InlineData(null, 3, null)]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "abc")]
    [InlineData("ab🙏", 3, "ab")]
    public void Cut_CutsNoCharacterInTwo(string? text, int longest, string? expected) => ReportText.Cut(text, longest).Should().Be(expected);
}
