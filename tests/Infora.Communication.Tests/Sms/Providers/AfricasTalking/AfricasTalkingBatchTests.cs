using Infora.Communication.Providers;
using Infora.Communication.Sms;

namespace Infora.Communication.Tests.Sms.Providers.AfricasTalking;

public sealed class AfricasTalkingBatchTests : IDisposable
{
    private readonly AfricasTalkingHost _vendor = new();

    public void Dispose() => _vendor.Dispose();

    [Fact]
    public async Task SendBatchAsync_SendsOneRequest_AndFindsEachOutcomeByItsNumber()
    {
        _vendor.Server.Answer(201, """
            {"SMSMessageData":{"Message":"Sent to 1/2 Total Cost: KES 0.8000","Recipients":[
             {"statusCode":406,"number":"+254733000222","status":"UserInBlacklist","cost":"0","messageId":"None"},
             {"statusCode":101,"number":"+254712000111","status":"Success","cost":"KES 0.8000","messageId":"ATXid_1","messageParts":1}]}}
            """);

        var results = await SendAsync("+254712000111", "+254733000222");

        _vendor.Server.Request.Body.Should().Be(
            "username=inforabill&to=%2B254712000111%2C%2B254733000222&message=Kifurushi&bulkSMSMode=1&from=INFORA&enqueue=1");
        results.Should().HaveCount(2);
        results[0].Should().Be(ProviderResult.Sent("ATXid_1", 1, new Money(0.8m, "KES")));
        results[1].Error!.Code.Should().Be(ErrorCode.OptedOut);
        results[1].Status.Should().Be(SendStatus.Rejected);
    }

    [Fact]
    public async Task SendBatchAsync_LeavesANumberUncertain_ThatTheAnswerDoesNotName()
    {
        _vendor.Server.Answer(201, AfricasTalkingHost.Recipient(""" "statusCode":101,"number":"+254712000111","status":"Success","messageId":"ATXid_1" """));

        var results = await SendAsync("+254712000111", "+254733000222");

        results.Select(result => result.Status).Should().Equal(SendStatus.Sent, SendStatus.Uncertain);
    }

    [Fact]
    public async Task SendBatchAsync_RefusesAll_WhenTheRequestIsRefused()
    {
        _vendor.Server.Answer(201, """{"SMSMessageData":{"Message":"InvalidSenderId","Recipients":[]}}""");

        var results = await SendAsync("+254712000111", "+254733000222");

        results.Should().HaveCount(2).And.OnlyContain(result => result.Status == SendStatus.Unavailable && result.Error!.Code == ErrorCode.InvalidSender);
    }

    [Fact]
    public async Task SendBatchAsync_AsksForEachNumber_WhenAnInvalidOneLetTheRequestBeRefused()
    {
        _vendor.Server.Answer(201, """{"SMSMessageData":{"Message":"InvalidPhoneNumber","Recipients":[]}}""");

        var results = await SendAsync("+254712000111", "+254733000222");

        _vendor.Server.Requests.Should().HaveCount(3);
        results.Should().HaveCount(2).And.OnlyContain(result => result.Error!.Code == ErrorCode.InvalidRecipient);
    }

    private Task<IReadOnlyList<ProviderResult>> SendAsync(params string[] numbers) => ((ISmsBatchProvider)_vendor.Provider()).SendBatchAsync(
        [.. numbers.Select(number => new OutgoingSms(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), number, "Kifurushi", SmsSegments.Count("Kifurushi")))], default);
}
