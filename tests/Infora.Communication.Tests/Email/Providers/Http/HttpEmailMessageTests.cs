using Infora.Communication.Email;
using Infora.Communication.Email.Providers.Http;
using Infora.Communication.Tests.Providers.Http.Custom;

namespace Infora.Communication.Tests.Email.Providers.Http;

public sealed class HttpEmailMessageTests
{
    [Theory]
    [InlineData("ann@example.com")]
    [InlineData("Ann.O+tag@EXAMPLE.Com")]
    [InlineData("Ann Example <ann@example.com>")]
    [InlineData("ann@exämple.com")]
    [InlineData("ann@xn--exmple-cua.com")]
    [InlineData("ann@mail.XN--EXMPLE-CUA.com")]
    [InlineData("änn@example.com")]
    [InlineData("\"a b\"@example.com")]
    public void Text_WritesAnAddressAsMimeKitDoes(string address)
    {
        var message = new HttpEmailMessage(GatewayHost.Mail() with { To = address, From = address, ReplyTo = address });

        message.Text("to").Should().Be(MimeComposer.Mailbox(address).Address);
        message.Text("from_email").Should().Be(MimeComposer.Mailbox(address).Address);
        message.Text("reply_to").Should().Be(MimeComposer.Mailbox(address).Address);
        message.Text("from").Should().Be(MimeComposer.Mailbox(address).ToString());
    }

    [Fact]
    public void Text_WritesTheSenderOfEachMail()
    {
        string[] senders = ["One <one@example.com>", "Two <two@example.com>", "Two <one@example.com>", "one@example.com"];

        foreach (var sender in senders.Concat(senders))
        {
            new HttpEmailMessage(GatewayHost.Mail() with { From = sender }).Text("from").Should().Be(MimeComposer.Mailbox(sender).ToString());
        }
    }

    [Fact]
    public void ToVariables_HasEachTextUnderItsName()
    {
        var message = new HttpEmailMessage(GatewayHost.Mail());

        var texts = message.ToVariables().Where(variable => variable.Value is string).ToList();

        texts.Should().HaveCount(11).And.OnlyContain(variable => message.Text(variable.Key) == (string)variable.Value!);
        message.ToVariables().Keys.Except(texts.Select(variable => variable.Key)).Should().OnlyContain(name => message.IsEmptyList(name));
    }
}
