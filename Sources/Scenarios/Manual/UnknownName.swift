import JSON

/// Somebody asked the manual for something that does not exist.
package struct UnknownName: Error {
    /// What was asked for: "flow", "system".
    package let noun: String
    package let name: String
    /// What was probably meant, or what there is.
    package let hint: String?

    init(_ noun: String, _ name: String, among names: [String]) {
        self.noun = noun
        self.name = name
        hint = Suggestion.hint(for: name, among: names)
    }
}
