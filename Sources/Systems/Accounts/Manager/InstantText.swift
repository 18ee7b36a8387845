import Infrastructure

/// Instants as the manager writes them into the store, and reads them back.
enum InstantText {
    /// ISO 8601 without loss: with nine digits where six do not hold the instant.
    static func text(_ instant: Timestamp) -> String {
        CalendarTime(instant).exactText
    }

    /// Reads such a text; nil for another.
    static func instant(_ text: String) -> Timestamp? {
        try? InstantForm.instant(text)
    }
}
