using Infora.Communication.Providers;

namespace Infora.Communication.Email.Providers.Smtp;

/// <summary>What attributes on single options cannot say.</summary>
internal static class SmtpOptionsRules
{
    public static void Check(SmtpOptions options, ICollection<FieldError> errors)
    {
        if (options is { UseTls: true, UseSsl: true })
        {
            Add("use_ssl", "cannot be combined with use_tls: set use_ssl alone for TLS from the first byte (port 465), use_tls alone for STARTTLS (port 587)");
        }

        var hasPassword = !string.IsNullOrEmpty(options.Password);
        if (options.HasCredentials && !hasPassword)
        {
            Add("password", "is required with a username");
        }
        else if (hasPassword && !options.HasCredentials)
        {
            Add("username", "is required with a password");
        }

        if (options.HasCredentials && !options.RequiresStartTls && !options.UseSsl && !ProviderAddress.IsLoopback(options.Host))
        {
            Add("use_tls", "must be true, or else use_ssl, where a password is sent to another machine");
        }

        void Add(string field, string message) => errors.Add(new FieldError(field, message, ErrorCode.Configuration));
    }
}
