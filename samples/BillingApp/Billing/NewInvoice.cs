using System.Text.Json.Serialization;

namespace BillingApp.Billing;

/// <summary>What a new invoice gives. The number makes repeating the request harmless.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NewInvoice(string Number, decimal Amount, DateOnly DueOn);
