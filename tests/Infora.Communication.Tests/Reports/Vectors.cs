using System.Text.Json;

namespace Infora.Communication.Tests.Reports;

/// <summary>Signatures made with the vendors' own libraries, which lie beside the repository and not in it.</summary>
internal static class Vectors
{
    /// <summary>A file of them.</summary>
    public static JsonElement Read(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "contracts", "vectors", name);
            if (File.Exists(file))
            {
                using var document = JsonDocument.Parse(File.ReadAllBytes(file));
                return document.RootElement.Clone();
            }
        }

        throw new FileNotFoundException($"The vectors {name} are not beside the repository.", name);
    }

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    /// <summary>The fields of an object, those with several values once for each.</summary>
    public static List<KeyValuePair<string, string>> Fields(this JsonElement element) =>
    [
        .. element.EnumerateObject().SelectMany(field => field.Value.ValueKind is JsonValueKind.Array
            ? field.Value.EnumerateArray().Select(value => KeyValuePair.Create(field.Name, value.GetString()!))
            : [KeyValuePair.Create(field.Name, field.Value.GetString()!)]),
    ];
}
