/// One `--set PATH=VALUE`: a value that takes the place of the file's.
package struct ScenarioOverride: Sendable, Equatable {
    /// The dotted path in the file: `vars.rate`, `load.activations.rate`, `faults[0].at`.
    package let path: String
    /// JSON if it parses, else a string.
    package let value: String

    package init(path: String, value: String) {
        self.path = path
        self.value = value
    }

    /// Takes the argument apart at its first `=`, and gives nil where it has none.
    package init?(_ argument: String) {
        guard let split = argument.utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        path = String(argument[..<split])
        value = String(argument[argument.index(after: split)...])
    }

    /// How messages name it.
    var argument: String { "--set \(path)=\(value)" }
}
