using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using Infora.Communication.Templates;

namespace Infora.Communication.Campaigns.Upload;

/// <summary>Reads one recipient, as strictly as the list in a request's body is read. For one caller at a time.</summary>
internal sealed class NdjsonLine(MessageChannel channel)
{
    private const string Variables = "variables";

    /// <summary>The variables may be as deep as anywhere else; they stand in an object themselves.</summary>
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 65 };

    private readonly string _address = RecipientColumn.Of(channel);
    private readonly VariableJsonReader _variables = new();

    public bool TryRead(
        ReadOnlySpan<byte> line, [NotNullWhen(true)] out CampaignRecipient? recipient, [NotNullWhen(false)] out string? wrong)
    {
        try
        {
            var reader = new Utf8JsonReader(line, Options);
            (recipient, wrong) = Read(ref reader);
        }
        catch (JsonException e)
        {
            (recipient, wrong) = (null, $"The line is not well-formed JSON at byte {(e.BytePositionInLine ?? 0) + 1}.");
        }
        catch (ArgumentException e)
        {
            (recipient, wrong) = (null, e.Message);
        }
        catch (InvalidOperationException)
        {
            (recipient, wrong) = (null, Utf8.IsValid(line)
                ? "The line has an escape that is half of a surrogate pair."
                : "The line is not valid UTF-8.");
        }

        return recipient is not null;
    }

    private (CampaignRecipient? Recipient, string? Wrong) Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            return (null, "The line must be a JSON object.");
        }

        string? address = null;
        TemplateVariables? variables = null;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var isAddress = reader.ValueTextEquals(_address);
            if (!isAddress && !reader.ValueTextEquals(Variables))
            {
                return (null, Unknown(reader.GetString()!));
            }

            if ((isAddress ? (object?)address : variables) is not null)
            {
                return (null, $"{(isAddress ? _address : Variables)} is given more than once.");
            }

            reader.Read();
            if ((isAddress ? ReadAddress(ref reader, out address) : ReadVariables(ref reader, out variables)) is { } wrong)
            {
                return (null, wrong);
            }
        }

        // Throws where anything follows the object.
        reader.Read();
        return address is null
            ? (null, $"{_address} is required.")
            : (new CampaignRecipient(address, variables ?? TemplateVariables.Empty), null);
    }

    private string? ReadAddress(ref Utf8JsonReader reader, out string? address)
    {
        address = reader.TokenType is JsonTokenType.String ? reader.GetString() : null;
        return address is null ? $"{_address} must be a string." : null;
    }

    private string? ReadVariables(ref Utf8JsonReader reader, out TemplateVariables? variables)
    {
        variables = reader.TokenType switch
        {
            JsonTokenType.StartObject => _variables.Read(ref reader),
            JsonTokenType.Null => TemplateVariables.Empty,
            _ => null,
        };
        return variables is null ? $"{Variables} must be an object." : null;
    }

    private string Unknown(string name) => Spelling.Nearest(name, [_address, Variables]) is { } nearest
        ? $"{Shown(name)} is no field here; did you mean {nearest}?"
        : $"{Shown(name)} is no field here; the fields are {_address}, {Variables}.";

    private static string Shown(string name) => name.Length > 50 ? name[..50] + "…" : name;
}
