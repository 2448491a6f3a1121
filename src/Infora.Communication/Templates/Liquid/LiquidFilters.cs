using System.Text.Json;
using Fluid;
using Fluid.Filters;
using Fluid.Values;
using Infora.Communication.Templates.Liquid.Nodes;

namespace Infora.Communication.Templates.Liquid;

/// <summary>Fluid's filters, and our own in place of those few that are wrong for messages to customers.</summary>
internal static class LiquidFilters
{
    /// <summary>How many arguments a filter cannot do without, where it is any.</summary>
    private static readonly Dictionary<string, int> RequiredArguments = new(StringComparer.Ordinal)
    {
        ["append"] = 1,
        ["at_least"] = 1,
        ["at_most"] = 1,
        ["concat"] = 1,
        ["divided_by"] = 1,
        ["map"] = 1,
        ["minus"] = 1,
        ["modulo"] = 1,
        ["plus"] = 1,
        ["prepend"] = 1,
        ["remove"] = 1,
        ["remove_first"] = 1,
        ["remove_last"] = 1,
        ["replace"] = 1,
        ["replace_first"] = 1,
        ["replace_last"] = 1,
        ["slice"] = 1,
        ["split"] = 1,
        ["times"] = 1,
        ["where"] = 1,
    };

    public static int RequiredArgumentsOf(string filter) => RequiredArguments.GetValueOrDefault(filter);

    public static void Replace(FilterCollection filters)
    {
        filters.AddFilter("newline_to_br", NewlineToBr);
        filters.AddFilter("date", static (input, arguments, context) => AtLocalTime(input, arguments, context, MiscFilters.Date));
        filters.AddFilter("format_date", static (input, arguments, context) => AtLocalTime(input, arguments, context, MiscFilters.FormatDate));
        filters.AddFilter("json", Json);
        filters.AddFilter("round", Round);
        filters.AddFilter("size", Size);
        filters.AddFilter("sum", Sum);
    }

    // Fluid drops the line break, and its <br /> is encoded like any other text.
    private static ValueTask<FluidValue> NewlineToBr(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        var text = input.ToStringValue().ReplaceLineEndings("\n");
        var encoder = ((RenderContext)context).HtmlEncoder;
        if (encoder is null || input is StringValue { Encode: false })
        {
            return new StringValue(text.Replace("\n", "<br />\n", StringComparison.Ordinal), encode: false);
        }

        return new StringValue(string.Join("<br />\n", text.Split('\n').Select(encoder.Encode)), encode: false);
    }

    // A time with an offset is a moment, and people read moments in their own time zone. What the filter `time_zone` has
    // moved is a date and no text any more, and stays where it is. Text that is no date is shown as it is.
    private static ValueTask<FluidValue> AtLocalTime(FluidValue input, FilterArguments arguments, TemplateContext context, FilterDelegate format)
    {
        if (input.Type is not (FluidValues.String or FluidValues.Number) || input.ToStringValue().Length == 0)
        {
            return format(input, arguments, context);
        }

        return input.TryGetDateTimeInput(context, out var moment)
            ? format(new DateTimeValue(TimeZoneInfo.ConvertTime(moment, context.TimeZone)), arguments, context)
            : new ValueTask<FluidValue>(input);
    }

    // Of a text the same as Fluid's, which goes through a stream and buffers of its own for each.
    private static ValueTask<FluidValue> Json(FluidValue input, FilterArguments arguments, TemplateContext context) =>
        input is StringValue && arguments.Count is 0
            ? new StringValue(JsonSerializer.Serialize(input.ToStringValue()))
            : MiscFilters.Json(input, arguments, context);

    // Nothing has the size 0 in Liquid, so that a list that is absent can be told from one with items.
    private static ValueTask<FluidValue> Size(FluidValue input, FilterArguments arguments, TemplateContext context) =>
        input is ArrayValue or StringValue or DictionaryValue ? input.GetValueAsync("size", context) : NumberValue.Zero;

    // Fluid sums a member of .NET objects only, and our variables are none.
    private static ValueTask<FluidValue> Sum(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        if (arguments.Count == 0 || input is not ArrayValue list)
        {
            return ArrayFilters.Sum(input, arguments, context);
        }

        var member = arguments.At(0).ToStringValue();
        var members = list.Values.Select(item => MemberLookup.Get(item, member, (RenderContext)context)).ToArray();
        return ArrayFilters.Sum(new ArrayValue(members), FilterArguments.Empty, context);
    }

    // Liquid rounds halves away from zero; Fluid rounds them to even.
    private static ValueTask<FluidValue> Round(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        var decimals = (int)Math.Clamp(arguments.At(0).ToNumberValue(), 0, 28);
        return NumberValue.Create(Math.Round(input.ToNumberValue(), decimals, MidpointRounding.AwayFromZero));
    }
}
