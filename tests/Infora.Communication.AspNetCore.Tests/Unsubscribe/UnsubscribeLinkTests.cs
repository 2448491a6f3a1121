using Infora.Communication.AspNetCore.Unsubscribe;
using Infora.Communication.Messages;
using Infora.Communication.Suppressions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.AspNetCore.Tests.Unsubscribe;

public sealed class UnsubscribeLinkTests
{
    [Theory]
    [InlineData("email", "ann@example.com", MessageCategory.Promotional, true)]
    [InlineData("email", "用户@例え.example", MessageCategory.Transactional, false)]
    [InlineData("sms", "+254712345678", MessageCategory.Promotional, true)]
    public void Tokens_SayWhatTheyWereMadeOf(string channel, string recipient, MessageCategory category, bool hasMessage)
    {
        var tokens = new UnsubscribeTokens(new EphemeralDataProtectionProvider());
        SnakeCase.TryParse<MessageChannel>(channel, out var parsed).Should().BeTrue();
        var target = new UnsubscribeTarget(parsed, recipient, category, hasMessage ? Guid.CreateVersion7() : null);

        var token = tokens.Write(target);

        token.Should().MatchRegex("^[A-Za-z0-9_-]+$");
        tokens.TryRead(token, out var read).Should().BeTrue();
        read.Should().Be(target);
    }

    [Fact]
    public void ALink_FitsIntoAHeader_WhateverTheAddressIs()
    {
        var address = $"{new string('a', 64)}@{string.Join('.', Enumerable.Repeat(new string('b', 61), 3))}.co";

        var link = Links("https://communication.billing.example.com/a/path/of/its/own", "/api/communication")
            .Create(new UnsubscribeTarget(MessageChannel.Email, address, MessageCategory.Promotional, Guid.CreateVersion7()));

        link!.AbsoluteUri.Length.Should().BeLessThan(900);
    }

    [Theory]
    [InlineData("https://example.com", "/api/communication", "https://example.com/api/communication/unsubscribe/")]
    [InlineData("https://example.com/app/", "api/communication/", "https://example.com/app/api/communication/unsubscribe/")]
    [InlineData("https://example.com:8443/?x=1", "", "https://example.com:8443/unsubscribe/")]
    public void ALink_IsMadeOfThePublicUrlAndThePrefix(string publicUrl, string prefix, string expected)
    {
        var link = Links(publicUrl, prefix).Create(new UnsubscribeTarget(MessageChannel.Email, "ann@example.com", MessageCategory.Promotional, null));

        link!.AbsoluteUri.Should().StartWith(expected);
        link.AbsoluteUri[expected.Length..].Should().NotContain("/");
    }

    [Fact]
    public void Recipients_AreMasked()
    {
        MaskedRecipient.Of(Of(MessageChannel.Email, "ann@example.com")).Should().Be("a•••@example.com");
        MaskedRecipient.Of(Of(MessageChannel.Email, "😀nn@example.com")).Should().Be("😀•••@example.com");
        MaskedRecipient.Of(Of(MessageChannel.Sms, "+254712345678")).Should().Be("+254•••78");
        MaskedRecipient.Of(Of(MessageChannel.Sms, "+1234567")).Should().Be("•••");

        static UnsubscribeTarget Of(MessageChannel channel, string recipient) => new(channel, recipient, MessageCategory.Promotional, null);
    }

    private static IUnsubscribeLinks Links(string publicUrl, string prefix)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["Communication:PublicUrl"] = publicUrl }).Build());
        services.AddInforaCommunication().AddUnsubscribeLinks(prefix);
        return services.BuildServiceProvider().GetRequiredService<IUnsubscribeLinks>();
    }
}
