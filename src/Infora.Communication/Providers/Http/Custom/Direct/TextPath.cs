using Infora.Communication.Templates.Liquid.Nodes;

namespace Infora.Communication.Providers.Http.Custom.Direct;

/// <summary>A path of two names, such as <c>message.to</c>.</summary>
internal readonly record struct TextPath(string Root, string Name)
{
    /// <summary>The path that an expression is; null where it is something else.</summary>
    public static TextPath? Of(Fluid.Ast.Expression expression) =>
        expression is PathExpression { Loop: null, Name: CustomVariables.Message or CustomVariables.Secrets, Segments: [{ Name: { } member }] } path
            ? new TextPath(path.Name, member)
            : null;

    public string? In(CustomVariables variables) => variables.Text(Root, Name);
}
