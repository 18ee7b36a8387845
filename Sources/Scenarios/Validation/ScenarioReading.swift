/// What came of reading a scenario file.
package enum ScenarioReading: Sendable {
    /// A scenario that can run, and what is odd about it.
    case valid(Scenario, warnings: [Diagnostic])
    /// All that is wrong, at least one error, in the order of the file.
    ///
    /// Those of the command line come first.
    case invalid([Diagnostic])

    /// The scenario, where there is one.
    package var scenario: Scenario? {
        if case .valid(let scenario, _) = self { scenario } else { nil }
    }

    /// Everything that there is to tell.
    package var diagnostics: [Diagnostic] {
        switch self {
        case .valid(_, let warnings): warnings
        case .invalid(let diagnostics): diagnostics
        }
    }

    /// Whether the command line is to blame (exit 64), alone or among others (else exit 65).
    package var hasUsageErrors: Bool { diagnostics.contains(where: \.isUsageError) }
}
