using System.Diagnostics;

namespace Infora.Communication.Tests.Reports;

/// <summary>A test of vectors that lie beside the repository. Where they did not when it was built, there is no such test: none is skipped, and none passes idly.</summary>
[Conditional("VECTORS")]
[AttributeUsage(AttributeTargets.Method)]
internal sealed class VectorFactAttribute : FactAttribute;
