namespace Infora.Communication.AspNetCore.Tests.Sample;

/// <summary>The code that people copy from the README is the code that is compiled.</summary>
public sealed class ReadmeTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("src/Infora.Communication/README.md")]
    public void Readme_ShowsTheQuickstartAsItIsCompiled(string readme) =>
        RepositoryFiles.Read(readme).Should().Contain($"```csharp\n{RepositoryFiles.Read("samples/Quickstart/Program.cs")}```");

    [Theory]
    [InlineData("GatewayOptions.cs")]
    [InlineData("GatewayProvider.cs")]
    [InlineData("GatewayExtensions.cs")]
    public void Readme_ShowsTheCustomProviderAsItIsCompiled(string file)
    {
        var source = RepositoryFiles.Read($"samples/CustomProvider/{file}");
        var code = source[(source.IndexOf("namespace CustomProvider;", StringComparison.Ordinal) + "namespace CustomProvider;".Length)..].Trim();

        RepositoryFiles.Read("README.md").Should().Contain(code);
        RepositoryFiles.Read("docs/providers/your-own.md").Should().Contain($"```csharp\n{code}\n```");
    }

    [Fact]
    public void CustomProvider_HasFewerThanSixtyLinesOfCode() => Directory
        .EnumerateFiles(Path.Combine(RepositoryFiles.Root, "samples", "CustomProvider"), "*.cs")
        .SelectMany(File.ReadLines)
        .Count(line => line.Trim() is { Length: > 0 } code && !code.StartsWith("using ", StringComparison.Ordinal)
            && !code.StartsWith("namespace ", StringComparison.Ordinal) && !code.StartsWith("//", StringComparison.Ordinal))
        .Should().BeLessThan(60);
}
