import JSON

/// Gathers what is wrong with one file while it is being checked.
///
/// A class, so that every reader adds to the same one. Positions on line 0 stand for values of the
/// command line: column n is the n-th override.
final class DiagnosticReport {
    /// Beyond this many errors, hints that take time to find are left out.
    private static let detailLimit = 100

    let file: String
    private let bytes: [UInt8]
    private let overrides: [ScenarioOverride]
    private var diagnostics: [Diagnostic] = []

    /// The variables that values were written as, by the position of the value.
    private var variables: [JSONPosition.Key: String] = [:]
    private var silenced: Set<JSONPosition.Key> = []
    private(set) var hasErrors = false

    init(file: String, bytes: [UInt8], overrides: [ScenarioOverride]) {
        self.file = file
        self.bytes = bytes
        self.overrides = overrides
    }

    static func position(ofOverride index: Int) -> JSONPosition {
        JSONPosition(line: 0, column: index + 1)
    }

    /// Whether there is time left for hints.
    var wantsDetails: Bool { diagnostics.count < Self.detailLimit }

    func error(_ message: String, at position: JSONPosition, path: String, hint: String? = nil) {
        add(.error, message, at: position, path: path, hint: hint)
    }

    func warning(_ message: String, at position: JSONPosition, path: String, hint: String? = nil) {
        add(.warning, message, at: position, path: path, hint: hint)
    }

    /// An error about a name that is not known, which on the command line is one of usage.
    ///
    /// Returns the name that was probably meant.
    @discardableResult func unknown(
        _ what: String,
        _ name: String,
        among names: [String],
        at position: JSONPosition,
        path: String,
        else hint: String? = nil
    ) -> String? {
        let near = wantsDetails ? Suggestion.nearest(to: name, among: names) : nil
        add(
            .error,
            "unknown \(what) \(Quotation.quoted(name))",
            at: position,
            path: path,
            hint: near.map(Suggestion.question) ?? hint ?? Suggestion.list(of: names),
            isUsageError: position.line == 0 && overrides[position.column - 1].path == path
        )
        return near
    }

    /// An error of the command line alone.
    func usage(_ message: String, argument: String, path: String = "", hint: String? = nil) {
        hasErrors = true
        diagnostics.append(
            Diagnostic(
                file: argument,
                path: path,
                message: message,
                hint: hint,
                isUsageError: true
            )
        )
    }

    /// Every diagnostic once, in the order of the file, after those of the command line.
    func sorted() -> [Diagnostic] {
        let places = diagnostics.enumerated().sorted { left, right in
            let leftPosition = left.element.position ?? JSONPosition(line: 0, column: 0)
            let rightPosition = right.element.position ?? JSONPosition(line: 0, column: 0)
            return leftPosition == rightPosition
                ? left.offset < right.offset : leftPosition < rightPosition
        }
        var unique: [Diagnostic] = []
        var start = 0
        for (_, diagnostic) in places {
            if unique.last?.position != diagnostic.position { start = unique.count }
            if !unique[start...].contains(diagnostic) { unique.append(diagnostic) }
        }
        return unique
    }

    private func add(
        _ severity: Diagnostic.Severity,
        _ message: String,
        at position: JSONPosition,
        path: String,
        hint: String?,
        isUsageError: Bool = false
    ) {
        guard !silenced.contains(position.key) else { return }
        if severity == .error { hasErrors = true }
        let origin = variables[position.key].map { " (the value of $\($0))" } ?? ""
        let isOverride = position.line == 0
        diagnostics.append(
            Diagnostic(
                severity: severity,
                file: isOverride ? overrides[position.column - 1].argument : file,
                position: isOverride ? nil : position,
                path: path,
                message: message + origin,
                hint: hint,
                isUsageError: isUsageError
            )
        )
    }
}

extension DiagnosticReport {
    /// Remembers that the value at a position was written as a variable.
    ///
    /// Not for overrides, of which all parts have one position.
    func note(variable: String, at position: JSONPosition) {
        guard position.line > 0 else { return }
        variables[position.key] = variable
    }

    /// Drops what is found at a position from now on, since its value is not known.
    func silence(_ position: JSONPosition) {
        silenced.insert(position.key)
    }

    /// The position of a byte of the string that starts at `start`.
    ///
    /// That of the string itself where its text is not in the file.
    func position(ofByte offset: Int, inStringAt start: JSONPosition) -> JSONPosition {
        guard start.line > 0, variables[start.key] == nil, wantsDetails else { return start }
        return StringLocator.position(ofByte: offset, inStringAt: start, in: bytes)
    }
}

extension JSONPosition {
    /// What a table of positions is looked up by.
    struct Key: Hashable {
        let line: Int
        let column: Int
    }

    var key: Key { Key(line: line, column: column) }
}
