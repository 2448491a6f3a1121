using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Infora.Communication.Providers.Http.Custom;

/// <summary>A value in a gateway's answer that says whether it took the message.</summary>
public sealed class CustomResponseMatch
{
    /// <summary>Where the value is: a JSON pointer such as <c>/status</c>.</summary>
    [Required]
    public string? Pointer { get; set; }

    /// <summary>The value of success, <c>equals</c> on the wire: a text, a number or a boolean.</summary>
    /// <value>Compared as text and exactly, so that <c>0</c> is both the number and the text.</value>
    [Required(AllowEmptyStrings = true), JsonPropertyName("equals"), JsonConverter(typeof(ScalarTextConverter))]
    public string? Expected { get; set; }
}
