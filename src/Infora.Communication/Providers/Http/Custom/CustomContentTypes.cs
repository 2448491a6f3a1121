namespace Infora.Communication.Providers.Http.Custom;

internal static class CustomContentTypes
{
    public const string Json = "application/json";
    public const string Form = "application/x-www-form-urlencoded";
}
