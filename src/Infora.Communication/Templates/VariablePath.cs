using System.Globalization;

namespace Infora.Communication.Templates;

/// <summary>Where in an object graph a value stands, written as a template would: <c>customer.orders[0].total</c>.</summary>
internal sealed class VariablePath
{
    private readonly List<string> _steps = [];

    public void Push(string name) => _steps.Add(_steps.Count == 0 ? name : "." + name);

    public void Push(int index) => _steps.Add(string.Create(CultureInfo.InvariantCulture, $"[{index}]"));

    public void Clear() => _steps.Clear();

    public void Pop() => _steps.RemoveAt(_steps.Count - 1);

    public override string ToString() => string.Concat(_steps);
}
