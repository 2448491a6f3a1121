namespace Infora.Communication.Delivery;

/// <summary>Divides messages into those that go in one request.</summary>
internal static class MessageBatches
{
    /// <param name="offers">The messages.</param>
    /// <param name="largest">How many one request carries.</param>
    /// <param name="key">Equal for messages that may go together; null for one that goes alone.</param>
    /// <param name="recipientOf">Equal, without regard to case, for messages to one recipient.</param>
    /// <returns>Batches in which no recipient occurs twice.</returns>
    public static IReadOnlyList<IReadOnlyList<MessageOffer>> Divide(
        IReadOnlyList<MessageOffer> offers, int largest, Func<MessageOffer, object?> key, Func<MessageOffer, string> recipientOf)
    {
        if (largest < 2 || offers.Count < 2)
        {
            return [.. offers.Select(offer => new[] { offer })];
        }

        var keyed = offers.Select(offer => (Offer: offer, Key: key(offer))).ToList();
        return
        [
            .. keyed.Where(pair => pair.Key is null).Select(pair => new[] { pair.Offer }),
            .. keyed.Where(pair => pair.Key is not null).GroupBy(pair => pair.Key!, pair => pair.Offer).SelectMany(group => Fill(group, largest, recipientOf)),
        ];
    }

    private static IEnumerable<IReadOnlyList<MessageOffer>> Fill(
        IEnumerable<MessageOffer> offers, int largest, Func<MessageOffer, string> recipientOf)
    {
        var batches = new List<(List<MessageOffer> Members, HashSet<string> Recipients)>();
        foreach (var offer in offers)
        {
            var recipient = recipientOf(offer);
            var room = batches.FindIndex(batch => batch.Members.Count < largest && !batch.Recipients.Contains(recipient));
            if (room < 0)
            {
                room = batches.Count;
                batches.Add(([], new HashSet<string>(StringComparer.OrdinalIgnoreCase)));
            }

            batches[room].Members.Add(offer);
            batches[room].Recipients.Add(recipient);
        }

        return batches.Select(batch => batch.Members);
    }
}
