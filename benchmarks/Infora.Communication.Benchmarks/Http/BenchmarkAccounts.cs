namespace Infora.Communication.Benchmarks.Http;

/// <summary>Made-up accounts, the same on both sides.</summary>
internal static class BenchmarkAccounts
{
    public const string ApiKey = "SG.made-up-key.0123456789abcdefghijklmnopqrstuvwxyz";
    public const string MailgunDomain = "mg.example.com";
    public const string AwsKeyId = "AKIAMADEUPMADEUPMADE";
    public const string AwsSecret = "made+up/secret0123456789abcdefghijklmnopqr";
    public const string AwsRegion = "eu-west-1";
    public const string TwilioAccount = "AC0123456789abcdef0123456789abcdef";
    public const string Token = "0123456789abcdef0123456789abcdef";
    public const string Number = "+12025550143";
    public const string SenderName = "InforaWiFi";
    public const string Username = "infora";
    public const string VonageKey = "a1b2c3d4";
}
