using System.Text;
using Fluid;
using Fluid.Ast;
using Fluid.Ast.BinaryExpressions;
using Fluid.Values;
using Infora.Communication.Templates;
using Infora.Communication.Templates.Liquid;
using Infora.Communication.Templates.Liquid.Nodes;

namespace Infora.Communication.Providers.Http.Custom.Direct;

/// <summary>Finds out whether a template only puts texts together. It knows little of Liquid, and leaves all else to Liquid.</summary>
internal static class DirectTemplateReader
{
    /// <summary>The template without Liquid; null where it needs it.</summary>
    public static DirectTemplate? Read(ParsedTemplate template, int maxLength) =>
        Sequence(template.Content.Statements) is { } content ? new DirectTemplate(content, maxLength) : null;

    private static IDirectPart? Sequence(IReadOnlyList<Statement> statements)
    {
        var parts = new IDirectPart[statements.Count];
        for (var at = 0; at < parts.Length; at++)
        {
            if (Part(statements[at]) is not { } part)
            {
                return null;
            }

            parts[at] = part;
        }

        return parts is [var single] ? single : new SequencePart(parts);
    }

    private static IDirectPart? Part(Statement statement) => statement switch
    {
        TextSpanStatement text => Literal(text),
        OutputTag output => Output(output.Expression),
        IfStatement { ElseIfs.Count: 0 } choice => Choice(choice),
        ForTag { Range: { Offset: null, OffsetIsContinue: false, Limit: null } } loop => Loop(loop),
        _ => null,
    };

    private static LiteralPart Literal(TextSpanStatement text)
    {
        using var writer = new StringWriter(new StringBuilder(), System.Globalization.CultureInfo.InvariantCulture);
        text.WriteToAsync(writer, NullEncoder.Default, new TemplateContext()).Completed();
        return new LiteralPart(writer.ToString());
    }

    private static ValuePart? Output(Expression expression)
    {
        var isJson = false;
        if (expression is FilterCall { Name: "json", Arguments: [] } json)
        {
            (isJson, expression) = (true, json.Input);
        }

        var removed = new List<string>();
        while (expression is FilterCall { Name: "remove", Arguments: [{ Name: null, Expression: LiteralExpression { Value: StringValue sign } }] } remove
            && sign.ToStringValue().Length > 0)
        {
            removed.Insert(0, sign.ToStringValue());
            expression = remove.Input;
        }

        return TextPath.Of(expression) is { } path ? new ValuePart(path, removed, isJson) : null;
    }

    private static ConditionPart? Choice(IfStatement choice)
    {
        var (left, right, isEqual) = choice.Condition switch
        {
            EqualBinaryExpression equal => (equal.Left, equal.Right, true),
            NotEqualBinaryExpression unequal => (unequal.Left, unequal.Right, false),
            _ => (null, null, false),
        };
        if (left is null || TextPath.Of(left) is not { } path || right is not LiteralExpression { Value: StringValue compared }
            || Sequence(choice.Statements) is not { } holds || Sequence(choice.Else?.Statements ?? []) is not { } otherwise)
        {
            return null;
        }

        return new ConditionPart(path, compared.ToStringValue(), isEqual ? holds : otherwise, isEqual ? otherwise : holds);
    }

    private static EmptyListPart? Loop(ForTag loop) =>
        TextPath.Of(loop.Source) is { Root: CustomVariables.Message, Name: var name } && Sequence(loop.Otherwise) is { } otherwise
            ? new EmptyListPart(name, otherwise)
            : null;
}
