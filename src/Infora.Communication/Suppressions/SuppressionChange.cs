namespace Infora.Communication.Suppressions;

/// <summary>What came of adding a suppression.</summary>
/// <param name="Suppression">The one that is there now; null where the draft was refused.</param>
/// <param name="Added">False where one for the same channel, recipient and category was there before, which stays as it was.</param>
/// <param name="Errors">What is wrong with the draft.</param>
public sealed record SuppressionChange(Suppression? Suppression, bool Added, IReadOnlyList<FieldError> Errors);
