using Infora.Communication.Sms.Providers.Twilio;

namespace Infora.Communication.Tests.Sms.Providers.Twilio;

public sealed class TwilioDestinationTests
{
    [Theory]
    [InlineData(21408)]
    [InlineData(21608)]
    [InlineData(21612)]
    [InlineData(30018)]
    public void Find_SparesTheAccount_WhenTwilioDoesNotReachTheRecipient(int code)
    {
        var fault = TwilioFaults.Find(code, "+14155550123")!;

        fault.OfRecipient.Should().BeTrue();
        fault.Status.Should().Be(SendStatus.Unavailable);
    }

    [Theory]
    [InlineData(20003)]
    [InlineData(20005)]
    [InlineData(21606)]
    [InlineData(20500)]
    public void Find_BlamesTheAccount_Otherwise(int code) => TwilioFaults.Find(code, "+14155550123")!.OfRecipient.Should().BeFalse();
}
