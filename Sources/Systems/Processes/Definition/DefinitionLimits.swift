/// How large definitions may be: more is refused before anything is done with it.
package enum DefinitionLimits {
    package static let processes = 1_000
    package static let links = 5_000
    package static let outcomes = 64
    package static let escalations = 16
    package static let attempts = 100
    package static let visits = 1_000_000

    /// Of ids and outcomes, in letters.
    package static let name = 64
    /// Of titles and results, in letters.
    package static let text = 200

    /// Where links lead that lead to no process.
    package static let reservedIDs = ["end", "terminate"]

    /// As a regular expression.
    package static let namePattern = "[a-z0-9][a-z0-9-]*"

    /// Whether a text can be an id or an outcome.
    package static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "-"), text.utf8.count <= name
        else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }
}
