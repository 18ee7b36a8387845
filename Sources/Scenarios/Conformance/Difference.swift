import JSON

/// Where a stand-in answers otherwise than the server that was recorded.
struct Difference {
    /// The number of the step in its case, from 1.
    let step: Int
    let position: JSONPosition
    let call: JSONValue

    /// What differs: `reply`, `error`, `deliveries`, `returned`, or a pattern's `matches`.
    let aspect: String
    let expected: JSONValue?
    let got: JSONValue?
}
