using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Infora.Communication.AspNetCore.Http;

/// <summary>A body that is read as it comes, however long it is.</summary>
internal static class UploadBody
{
    /// <summary>Which of the media types the body has, or the answer that refuses it.</summary>
    public static (string? MediaType, IResult? Refusal) MediaType(HttpRequest request, params string[] known)
    {
        var isType = MediaTypeHeaderValue.TryParse(request.ContentType, out var type);
        if (!isType || known.FirstOrDefault(name => type!.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } media)
        {
            return (null, Problems.WrongMediaType($"The body must be sent with the header Content-Type: {string.Join(" or ", known)}."));
        }

        if (type!.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return (null, Problems.WrongMediaType("The body must be encoded in UTF-8."));
        }

        return request.Headers.ContentEncoding.Count > 0
            ? (null, Problems.WrongMediaType("The body must be sent without a Content-Encoding."))
            : (media, null);
    }

    /// <summary>Takes the server's limit of a body's length away, which is there for bodies that are held in memory.</summary>
    public static void WithoutLimit(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }
    }
}
