using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Infora.Communication.Providers.Http.Custom;

/// <summary>How the answer of a gateway of the service <c>http</c> is read. Pointers are JSON pointers (RFC 6901).</summary>
public sealed class CustomResponse
{
    /// <summary>The statuses with which the gateway says that it took the message.</summary>
    /// <value>HTTP statuses. Default: 200, 201 and 202.</value>
    // Configuration files know texts only.
    [MinLength(1, ErrorMessage = "must name at least one status"), JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public IReadOnlyList<int>? SuccessStatuses { get; set; } = [200, 201, 202];

    /// <summary>What the body must say besides, for gateways that answer refusals with a status of success too.</summary>
    /// <value>Null where the status alone says it.</value>
    public CustomResponseMatch? SuccessMatch { get; set; }

    /// <summary>Where the gateway's id of the message is, for example <c>/messages/0/id</c>.</summary>
    /// <value>Null where it gives none; messages then have no id at the provider.</value>
    public string? MessageIdPointer { get; set; }

    /// <summary>Where the gateway says why it refused a message, for example <c>/error/message</c>.</summary>
    /// <value>Null where it does not say.</value>
    public string? ErrorPointer { get; set; }
}
