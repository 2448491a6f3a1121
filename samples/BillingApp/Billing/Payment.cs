using System.Text.Json.Serialization;

namespace BillingApp.Billing;

/// <summary>What the customer paid with.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record Payment(string TransactionId);
