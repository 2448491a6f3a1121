namespace Infora.Communication.PackageTests;

/// <summary>Whoever installs a package gets what it needs and nothing that another one is for.</summary>
[Collection(PackedLibraryUse.Name)]
public sealed class PackageDependencyTests(PackedLibrary library)
{
    [Fact]
    public void Core_NeedsNeitherAspNetCoreNorADatabase()
    {
        var core = Read("Infora.Communication");

        core.FrameworkReferences.Should().BeEmpty();
        core.Dependencies.Keys.Should().BeEquivalentTo(
            "CsvHelper",
            "Fluid.Core",
            "libphonenumber-csharp",
            "MailKit",
            "Microsoft.Extensions.Configuration.Abstractions",
            "Microsoft.Extensions.DependencyInjection.Abstractions",
            "Microsoft.Extensions.Hosting.Abstractions",
            "Microsoft.Extensions.Http.Polly",
            "Microsoft.Extensions.Options",
            "Microsoft.Extensions.Options.ConfigurationExtensions",
            "Microsoft.Extensions.Options.DataAnnotations",
            "Polly");
    }

    [Fact]
    public void EntityFramework_BringsNoDatabase()
    {
        var entityFramework = Read("Infora.Communication.EntityFramework");

        entityFramework.FrameworkReferences.Should().BeEmpty();
        entityFramework.Dependencies.Keys.Should().BeEquivalentTo(
            "Infora.Communication",
            "Microsoft.AspNetCore.DataProtection",
            "Microsoft.AspNetCore.DataProtection.EntityFrameworkCore",
            "Microsoft.EntityFrameworkCore",
            "Microsoft.EntityFrameworkCore.Relational");
    }

    [Theory]
    [InlineData("Infora.Communication.EntityFramework.Sqlite", "Microsoft.EntityFrameworkCore.Sqlite")]
    [InlineData("Infora.Communication.EntityFramework.PostgreSql", "Npgsql.EntityFrameworkCore.PostgreSQL")]
    public void DatabasePackage_BringsItsOwnDatabaseOnly(string name, string database) =>
        Read(name).Dependencies.Keys.Should().BeEquivalentTo("Infora.Communication.EntityFramework", database);

    [Fact]
    public void AspNetCore_NeedsTheSharedFrameworkAndTheCore()
    {
        var endpoints = Read("Infora.Communication.AspNetCore");

        endpoints.FrameworkReferences.Should().Equal("Microsoft.AspNetCore.App");
        endpoints.Dependencies.Keys.Should().BeEquivalentTo("Infora.Communication", "Microsoft.AspNetCore.OpenApi");
    }

    private Nuspec Read(string name)
    {
        using var package = library.Open(name);
        return Nuspec.Read(package);
    }
}
