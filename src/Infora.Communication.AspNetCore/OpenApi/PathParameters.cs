using Microsoft.OpenApi;

namespace Infora.Communication.AspNetCore.OpenApi;

/// <summary>Gives ids in paths their types: they are read by the routes themselves, so the framework takes them for text.</summary>
internal static class PathParameters
{
    public const string MessageId = "messageId";

    public const string ProviderId = "providerId";

    public const string Token = "token";

    public static void Describe(OpenApiOperation operation)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>().Where(parameter => parameter.In is ParameterLocation.Path) ?? [])
        {
            parameter.Schema = parameter.Name switch
            {
                MessageId => new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
                Token => new OpenApiSchema { Type = JsonSchemaType.String },
                _ => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1" },
            };
        }
    }
}
