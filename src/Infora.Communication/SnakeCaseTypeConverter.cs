using System.ComponentModel;
using System.Globalization;

namespace Infora.Communication;

/// <summary>Lets settings name an enum's values as the wire does, <c>round_robin</c>, and as C# does, <c>RoundRobin</c>.</summary>
internal sealed class SnakeCaseTypeConverter<TEnum>() : EnumConverter(typeof(TEnum))
    where TEnum : struct, Enum
{
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text && SnakeCase.TryParse<TEnum>(text, out var named) ? named : base.ConvertFrom(context, culture, value);
}
