using System.ComponentModel;

namespace Infora.Communication.Sms.Providers.Pickup;

/// <summary>A folder that text messages are written into as files, for development: nothing leaves the machine.</summary>
public sealed class PickupSmsOptions : SmsProviderOptions
{
    /// <summary>The folder; it is made where it is missing.</summary>
    /// <value>Absolute, or relative to the current directory. Default: <c>pickup</c>.</value>
    [Description("Folder that each message is written into as a .json file; absolute, or relative to the host's current directory.")]
    public string Directory { get; set; } = "pickup";

    internal static void Validate(PickupSmsOptions options, ICollection<FieldError> errors)
    {
        if (string.IsNullOrWhiteSpace(options.Directory) || options.Directory.AsSpan().ContainsAny(Path.GetInvalidPathChars()))
        {
            errors.Add(new FieldError("directory", "must be the path of a folder, such as pickup", ErrorCode.Configuration));
        }

        if (!string.IsNullOrEmpty(options.SenderId) && !Sms.SenderId.TryValidate(options.SenderId, out var wrong))
        {
            errors.Add(new FieldError("sender_id", wrong, ErrorCode.Configuration));
        }
    }
}
