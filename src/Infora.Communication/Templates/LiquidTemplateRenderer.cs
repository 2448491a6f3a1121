using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using Infora.Communication.Templates.Liquid;
using Infora.Communication.Templates.Liquid.Nodes;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Templates;

/// <summary>Renders Liquid with Fluid, from a syntax tree that our own parser builds.</summary>
internal sealed class LiquidTemplateRenderer : ITemplateRenderer
{
    private static readonly HtmlEncoder ReadableHtmlEncoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly RenderSettings _settings;
    private readonly TemplateCache _cache;

    public LiquidTemplateRenderer(IOptions<TemplateOptions> options, TimeProvider time, TimeZoneInfo timeZone)
    {
        var limits = options.Value;
        var fluid = new Fluid.TemplateOptions
        {
            MaxSteps = limits.MaxSteps,
            MaxRecursion = limits.MaxRecursion,
            ModelNamesComparer = StringComparer.Ordinal,
            CultureInfo = FindCulture(limits.Culture),
            TimeZone = timeZone,
            Now = () => TimeZoneInfo.ConvertTime(time.GetUtcNow(), timeZone),
        };
        LiquidFilters.Replace(fluid.Filters);
        _settings = new RenderSettings(fluid, limits.Strict, limits.MaxOutputLength, limits.MaxRenderTime, time);
        _cache = new TemplateCache(limits.MaxCachedTemplates, source => LiquidParser.Parse(source, fluid.Filters, limits.MaxRecursion));
    }

    public int MaxOutputLength => _settings.MaxOutputLength;

    public TemplateParseResult Parse(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return _cache.GetOrParse(source);
    }

    public ValueTask<TemplateRenderResult> RenderAsync(
        ParsedTemplate template, TemplateVariables variables, TemplateFormat format, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(variables);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<TemplateRenderResult>(cancellationToken);
        }

        try
        {
            return new(Render(template, variables, format, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<TemplateRenderResult>(cancellationToken);
        }
    }

    private static CultureInfo FindCulture(string? name)
    {
        try
        {
            return string.IsNullOrEmpty(name) ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
            var message = $"{TemplateOptions.SectionName}:Culture: there is no culture '{name}'. Name one such as 'en-KE', or none for the invariant culture.";
            throw new OptionsValidationException(nameof(TemplateOptions.Culture), typeof(TemplateOptions), [message]);
        }
    }

    private TemplateRenderResult Render(ParsedTemplate template, TemplateVariables variables, TemplateFormat format, CancellationToken cancellationToken)
    {
        TextEncoder? htmlEncoder = format == TemplateFormat.Html ? ReadableHtmlEncoder : null;
        using var writer = new BoundedTextWriter(_settings.MaxOutputLength);
        var context = new RenderContext(_settings, template.Source, variables.Root, htmlEncoder, cancellationToken);
        IReadOnlyList<Range> variable = [];
        try
        {
            variable = StatementBlock.WriteDivided(template.Content.Statements, writer, htmlEncoder ?? NullEncoder.Default, context);
        }
        catch (TemplateLimitException limit)
        {
            context.ReportLimit(limit.Message);
        }
        catch (InvalidOperationException) when (context.StepsExceeded)
        {
            context.ReportLimit($"Rendering takes more than {context.MaxSteps} steps.");
        }
        catch (Exception failure) when (failure is FluidException or ArithmeticException or ArgumentException or FormatException
            or InvalidCastException or InvalidOperationException or IndexOutOfRangeException)
        {
            // Fluid's tags throw for arguments they cannot use, such as the columns of a tablerow.
            context.ReportFailure($"The template cannot be rendered: {failure.Message}", context.Offset);
        }

        return context.Errors.Count == 0 ? new TemplateRenderResult(writer.ToString(), [], variable) : new TemplateRenderResult(null, context.Errors);
    }
}
