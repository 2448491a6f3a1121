namespace Infora.Communication.Alerts;

/// <summary>
/// Is told what happens while messages are sent. Register any number in dependency injection; one that throws is logged and
/// changes nothing for the others or for the messages.
/// </summary>
public interface ICommunicationEvents
{
    /// <summary>An alert was raised; the same cause on the same day is not told again, by any process.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="cancellationToken">Ends with the host.</param>
    Task OnAlertAsync(Alert alert, CancellationToken cancellationToken) => Task.CompletedTask;
}
