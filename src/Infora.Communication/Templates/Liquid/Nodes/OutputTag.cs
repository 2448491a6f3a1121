using System.Text.Encodings.Web;
using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace Infora.Communication.Templates.Liquid.Nodes;

/// <summary>
/// An output. Fluid's own does not tell when it comes out empty, does not encode the items of a list, and writes the amount
/// 29.90 as 29.9.
/// </summary>
internal sealed class OutputTag(Expression expression, string text, int offset) : Statement
{
    public Expression Expression => expression;

    public override ValueTask<Completion> WriteToAsync(TextWriter writer, TextEncoder encoder, TemplateContext context)
    {
        var rendering = (RenderContext)context;
        rendering.IncrementSteps();
        rendering.Checkpoint();
        var faults = rendering.Faults;
        var value = expression.EvaluateAsync(context).Completed();
        if (faults == rendering.Faults)
        {
            Write(value, writer, encoder, rendering);
        }

        return Normal();
    }

    private void Write(FluidValue value, TextWriter writer, TextEncoder encoder, RenderContext context)
    {
        switch (value.Type)
        {
            case FluidValues.Nil when context.IsStrict:
                ReportEmpty(context);
                break;
            case FluidValues.Dictionary when context.IsStrict:
                context.ReportFailure($"`{text}` is an object with members and no text: name the member to show.", offset);
                break;
            case FluidValues.Array:
                WriteList((ArrayValue)value, writer, encoder, context);
                break;
            case FluidValues.Number when expression is PathExpression:
                writer.Write(value.ToNumberValue().ToString(context.CultureInfo));
                break;
            default:
                value.WriteToAsync(writer, encoder, context.CultureInfo).Completed();
                break;
        }
    }

    private static void WriteList(ArrayValue list, TextWriter writer, TextEncoder encoder, RenderContext context)
    {
        foreach (var item in list.Values)
        {
            if (item is ArrayValue nested)
            {
                WriteList(nested, writer, encoder, context);
            }
            else
            {
                item.WriteToAsync(writer, encoder, context.CultureInfo).Completed();
            }
        }
    }

    // The filters turned a value that is there into nothing, or no fallback had a value either.
    private void ReportEmpty(RenderContext context)
    {
        var source = expression;
        while (source is FilterCall filter)
        {
            source = filter.Input;
        }

        context.ReportMissing(source is PathExpression path ? path.Describe(context) : text, offset);
    }
}
