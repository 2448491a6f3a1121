using System.Text.Json.Nodes;
using Infora.Communication.AspNetCore.Http;
using Infora.Communication.AspNetCore.Unsubscribe;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace Infora.Communication.AspNetCore.OpenApi;

/// <summary>What a route says about itself, so that a host's plain <c>AddOpenApi()</c> documents all of it.</summary>
internal static class EndpointDescription
{
    /// <summary>The id is set on the operation and not as the endpoint's name, which would have to be unique in the host.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string operationId, string summary) => route
        .WithSummary(summary)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.OperationId = operationId;
            PathParameters.Describe(operation);
            StrictNumbers.Apply(operation);
            return Task.CompletedTask;
        });

    public static RouteHandlerBuilder Answers<TBody>(this RouteHandlerBuilder route, int status = StatusCodes.Status200OK) =>
        route.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(TBody), [WireJson.MediaType]));

    /// <summary>A page for people.</summary>
    public static RouteHandlerBuilder AnswersPage(this RouteHandlerBuilder route, int status) =>
        route.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(string), [UnsubscribePage.MediaType]));

    public static TBuilder Refuses<TBuilder>(this TBuilder route, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder
    {
        foreach (var status in statuses)
        {
            route.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(Problem), [Problem.MediaType]));
        }

        return route;
    }

    /// <summary>Describes the body. The framework's own metadata would refuse other media types without a problem.</summary>
    public static RouteHandlerBuilder Takes<TBody>(this RouteHandlerBuilder route, bool required = true) =>
        route.Takes(context => SchemaReferences.OfAsync(context, typeof(TBody)), required);

    public static RouteHandlerBuilder Takes(
        this RouteHandlerBuilder route, Func<SchemaContext, Task<IOpenApiSchema>> schema, bool required = true)
    {
        var refusals = new[] { StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType };
        return route.Refuses(refusals).AddOpenApiOperationTransformer(async (operation, context, cancellationToken) =>
        {
            var body = await schema(new SchemaContext(context, cancellationToken));
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = required,
                Content = new Dictionary<string, OpenApiMediaType> { [WireJson.MediaType] = new OpenApiMediaType { Schema = body } },
            };
            StrictNumbers.Apply(operation);
        });
    }

    /// <summary>Describes a body that is read as it comes, whose media type says what it is.</summary>
    public static RouteHandlerBuilder TakesUpload(this RouteHandlerBuilder route, params (string MediaType, string Description)[] contents) => route
        .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status415UnsupportedMediaType)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = contents.ToDictionary(
                    content => content.MediaType,
                    content => new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = content.Description } }),
            };
            return Task.CompletedTask;
        });

    /// <summary>Describes a form of one field, which is a choice.</summary>
    public static RouteHandlerBuilder TakesForm(this RouteHandlerBuilder route, string field, params string[] values) => route
        .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            var content = new OpenApiMediaType
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { field },
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        [field] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. values.Select(value => (JsonNode)value)] },
                    },
                },
            };
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/x-www-form-urlencoded"] = content,
                    ["multipart/form-data"] = content,
                },
            };
            return Task.CompletedTask;
        });

    /// <summary>Server-sent events, whose data is JSON.</summary>
    public static RouteHandlerBuilder AnswersEvents<TBody>(this RouteHandlerBuilder route) =>
        route.WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(TBody), [EventStream.MediaType]));

    /// <summary>Gives the answer a schema that is known only when the host runs.</summary>
    public static RouteHandlerBuilder AnswersWith(
        this RouteHandlerBuilder route, Func<SchemaContext, Task<IOpenApiSchema>> schema, int status = StatusCodes.Status200OK) =>
        route.Answers<object>(status).AddOpenApiOperationTransformer(async (operation, context, cancellationToken) =>
        {
            if (operation.Responses?.GetValueOrDefault($"{status}") is OpenApiResponse { Content: { } contents }
                && contents.TryGetValue(WireJson.MediaType, out var content))
            {
                content.Schema = await schema(new SchemaContext(context, cancellationToken));
            }
        });

    public static RouteHandlerBuilder TakesQuery(this RouteHandlerBuilder route, params QueryParameter[] parameters) => route
        .Refuses(StatusCodes.Status400BadRequest)
        .WithMetadata(new QueryParameters(parameters))
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            foreach (var parameter in parameters)
            {
                operation.Parameters.Add(QueryParameterSchema.Describe(parameter));
            }

            return Task.CompletedTask;
        });

    public static RouteHandlerBuilder TakesHeader(this RouteHandlerBuilder route, string name, string description) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Header,
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
            return Task.CompletedTask;
        });

    public static RouteHandlerBuilder GivesHeader(this RouteHandlerBuilder route, int status, string name, string description) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            if (operation.Responses?.GetValueOrDefault($"{status}") is OpenApiResponse response)
            {
                response.Headers ??= new Dictionary<string, IOpenApiHeader>();
                response.Headers[name] = new OpenApiHeader
                {
                    Description = description,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                };
            }

            return Task.CompletedTask;
        });
}
