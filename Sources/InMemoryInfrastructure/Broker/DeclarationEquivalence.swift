import Infrastructure
import JSON

/// Compares a second declaration with the first, as RabbitMQ does (`rabbit_misc:
/// assert_args_equivalence`; B1.4, B2.1): the first difference is an error (406).
struct DeclarationEquivalence {
    /// What is declared, as errors name it.
    let entity: String

    /// Compares properties, as text.
    func check(
        _ properties: [(name: String, current: String, received: String)]
    ) throws(BrokerError) {
        for (name, current, received) in properties where current != received {
            throw inequivalent(name, received: "'\(received)'", current: "'\(current)'")
        }
    }

    /// Compares an argument; those of one type are named by their values alone.
    func check(
        _ argument: String,
        current: JSONObject,
        received: JSONObject
    ) throws(BrokerError) {
        switch (current[argument], received[argument]) {
        case (nil, nil): return
        case (let current?, let received?) where current == received: return
        case (let current?, let received?):
            throw inequivalent(
                argument,
                received: received.isNull ? "none" : "'\(received.fieldText)'",
                current: current.isNull ? "none" : "'\(current.fieldText)'"
            )
        case (let current, let received):
            throw inequivalent(
                argument,
                received: Self.described(received),
                current: Self.described(current)
            )
        }
    }

    private func inequivalent(
        _ name: String,
        received: String,
        current: String
    ) -> BrokerError {
        .preconditionFailed(
            "inequivalent arg '\(name)' for \(entity): received \(received) "
                + "but current is \(current)"
        )
    }

    private static func described(_ value: JSONValue?) -> String {
        guard let value else { return "none" }
        return "the value '\(value.fieldText)' of type '\(FieldType(of: value).rawValue)'"
    }
}
