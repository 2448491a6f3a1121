using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace Infora.Communication.Templates.Liquid.Nodes;

/// <summary>
/// A filter and what it is applied to. The filter is known when the template is parsed; a failure names the filter and its
/// place, and a result that grows past the limits ends the rendering.
/// </summary>
internal sealed class FilterCall : Expression
{
    private readonly FilterDelegate _filter;
    private readonly FilterArgument[] _arguments;
    private readonly FilterArguments? _literalArguments;
    private readonly int _offset;

    public FilterCall(Expression input, string name, FilterDelegate filter, FilterArgument[] arguments, int offset)
    {
        (Input, Name, _filter, _arguments, _offset) = (input, name, filter, arguments, offset);
        if (Array.TrueForAll(arguments, argument => argument.Expression is LiteralExpression))
        {
            _literalArguments = new FilterArguments();
            foreach (var argument in arguments)
            {
                _literalArguments.Add(argument.Name, ((LiteralExpression)argument.Expression).Value);
            }
        }
    }

    public Expression Input { get; }

    public string Name { get; }

    public IReadOnlyList<FilterArgument> Arguments => _arguments;

    private bool AddsText => Name is "append" or "prepend" or "replace" or "replace_first" or "replace_last";

    public override ValueTask<FluidValue> EvaluateAsync(TemplateContext context) => new(Evaluate((RenderContext)context));

    private FluidValue Evaluate(RenderContext context)
    {
        var faults = context.Faults;
        var input = Input.EvaluateAsync(context).Completed();
        var arguments = _literalArguments ?? EvaluateArguments(input, context);
        context.Offset = _offset;
        FilterLimits.CheckBefore(Name, input, arguments, context);
        FluidValue result;
        try
        {
            result = _filter(input, arguments, context).Completed();
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or TemplateLimitException or OutOfMemoryException))
        {
            // A filter may well fail over a missing value, which has been reported already.
            if (faults == context.Faults)
            {
                context.ReportFailure($"The filter `{Name}` failed: {failure.Message}", _offset);
            }

            return NilValue.Instance;
        }

        FilterLimits.CheckAfter(result, context);
        return result;
    }

    private FilterArguments EvaluateArguments(FluidValue input, RenderContext context)
    {
        // Text that is not encoded any more stays so when something is added to it, so what is added must be encoded first.
        var encoder = input is StringValue { Encode: false } ? context.HtmlEncoder : null;
        var arguments = new FilterArguments();
        foreach (var argument in _arguments)
        {
            var value = argument.Expression.EvaluateAsync(context).Completed();
            if (encoder is not null && argument.Expression is not LiteralExpression && AddsText)
            {
                value = value is StringValue { Encode: false } ? value : new StringValue(encoder.Encode(value.ToStringValue()));
            }

            arguments.Add(argument.Name, value);
        }

        return arguments;
    }
}
