using System.Text.Encodings.Web;
using Fluid;
using Fluid.Ast;

namespace Infora.Communication.Templates.Liquid.Nodes;

internal static class StatementBlock
{
    /// <summary>Writes a whole template.</summary>
    /// <returns>The ranges of the text that outputs and tags filled in, one for each of them.</returns>
    public static IReadOnlyList<Range> WriteDivided(
        IReadOnlyList<Statement> statements, BoundedTextWriter writer, TextEncoder encoder, TemplateContext context)
    {
        var variable = new List<Range>(statements.Count);
        foreach (var statement in statements)
        {
            var start = writer.Length;
            statement.WriteToAsync(writer, encoder, context).Completed();
            if (statement is not TextSpanStatement)
            {
                variable.Add(start..writer.Length);
            }
        }

        return variable;
    }

    /// <summary>Writes statements until one of them breaks or continues a loop.</summary>
    public static Completion Write(IReadOnlyList<Statement> statements, TextWriter writer, TextEncoder encoder, TemplateContext context)
    {
        for (var i = 0; i < statements.Count; i++)
        {
            var completion = statements[i].WriteToAsync(writer, encoder, context).Completed();
            if (completion != Completion.Normal)
            {
                return completion;
            }
        }

        return Completion.Normal;
    }
}
