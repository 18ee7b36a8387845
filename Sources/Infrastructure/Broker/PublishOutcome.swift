/// Where a published message went, as far as its publisher is told.
package enum PublishOutcome: Sendable {
    /// It was sent; without confirms the publisher does not learn more.
    case sent
    /// The broker confirmed it: it is in every queue that it was routed to, possibly in none.
    case confirmed
    /// A queue that it was routed to had no room and refuses what comes last (`basic.nack`).
    case refused
    /// It was mandatory, no queue was found for it, and it came back (`basic.return`, 312); in
    /// confirm mode it is confirmed as well.
    case returned(ReturnedMessage)
}
