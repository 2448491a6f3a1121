using Infora.Communication.AspNetCore.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Infora.Communication.AspNetCore.Unsubscribe;

/// <summary>Reads what the page's button, or a mail program, posts: a form of one field, in either encoding.</summary>
internal static class UnsubscribeForm
{
    private const int Limit = 8 * 1024;

    private static readonly FormOptions Options = new()
    {
        KeyLengthLimit = 100,
        ValueLengthLimit = 100,
        ValueCountLimit = 10,
        MultipartBodyLengthLimit = Limit,
        MultipartHeadersLengthLimit = 1024,
        MultipartHeadersCountLimit = 8,
    };

    /// <returns>What is wanted, <see cref="UnsubscribePage.OneClick"/> or <see cref="UnsubscribePage.Undo"/>; or the answer that refuses it.</returns>
    public static async Task<(string? Wish, IResult? Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > Limit)
        {
            return (null, Problems.TooLarge(Limit));
        }

        if (!request.HasFormContentType)
        {
            return (null, Problems.WrongMediaType(
                "The body must be a form: send it with the header Content-Type: application/x-www-form-urlencoded or multipart/form-data."));
        }

        try
        {
            var form = await request.ReadFormAsync(Options, cancellationToken);
            return form[UnsubscribePage.Field] is [UnsubscribePage.OneClick or UnsubscribePage.Undo] wish
                ? (wish[0], null)
                : (null, Problems.Invalid([new FieldError(UnsubscribePage.Field, $"must be {UnsubscribePage.OneClick}, or {UnsubscribePage.Undo} to take it back")]));
        }
        catch (BadHttpRequestException e) when (e.StatusCode is StatusCodes.Status413PayloadTooLarge)
        {
            return (null, Problems.TooLarge(Limit));
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException or IOException)
        {
            // Too many or too long fields, or a multipart body that is cut off.
            return (null, Problems.BadRequest($"The body is not a form with the field {UnsubscribePage.Field}."));
        }
    }
}
