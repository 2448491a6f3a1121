using System.Text.Encodings.Web;
using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace Infora.Communication.Templates.Liquid.Nodes;

/// <summary>
/// A <c>for</c> loop. Unlike Fluid's it counts <c>forloop</c> from the first round shown, as Liquid does when there is an
/// offset, knows <c>forloop.parentloop</c>, and can tell which item of which collection lacks a value.
/// </summary>
internal sealed class ForTag(LoopBinding binding, Expression source, LoopRange range, string name, IReadOnlyList<Statement> body, IReadOnlyList<Statement> otherwise)
    : Statement
{
    // A name that no template can assign.
    private readonly string _continueKey = "$for_continue:" + name;

    public Expression Source => source;

    public LoopRange Range => range;

    /// <summary>What is shown where there is nothing to run over.</summary>
    public IReadOnlyList<Statement> Otherwise => otherwise;

    public override ValueTask<Completion> WriteToAsync(TextWriter writer, TextEncoder encoder, TemplateContext context)
    {
        var rendering = (RenderContext)context;
        rendering.IncrementSteps();
        var items = Enumerate(source.EvaluateAsync(context).Completed(), rendering);
        var (start, count) = range.Cut(items.Count, context.GetValue(_continueKey).ToNumberValue(), context);
        context.SetValue(_continueKey, NumberValue.Create((decimal)start + count));
        return new(count == 0
            ? StatementBlock.Write(otherwise, writer, encoder, context)
            : Loop(items, start, count, writer, encoder, rendering));
    }

    private Completion Loop(IReadOnlyList<FluidValue> items, int start, int count, TextWriter writer, TextEncoder encoder, RenderContext context)
    {
        var frame = new LoopFrame(binding, name, count, context.Loop);
        context.Loop = frame;
        for (var round = 0; round < count; round++)
        {
            context.IncrementSteps();
            context.Checkpoint();
            frame.Round = round;
            frame.ItemIndex = range.Reversed ? start + count - 1 - round : start + round;
            frame.Item = items[frame.ItemIndex];
            if (StatementBlock.Write(body, writer, encoder, context) == Completion.Break)
            {
                break;
            }
        }

        context.Loop = frame.Parent;
        return Completion.Normal;
    }

    private static IReadOnlyList<FluidValue> Enumerate(FluidValue value, RenderContext context)
    {
        switch (value)
        {
            case ArrayValue list:
                return list.Values;
            case DictionaryValue dictionary:
                var pairs = dictionary.Enumerate(context).ToList();
                context.ChargeList(pairs.Count);
                return pairs;
            case StringValue text when text.ToStringValue().Length > 0:
                return [text];
            default:
                return [];
        }
    }
}
