package import JSON

/// Something that is wrong, or at least odd, in what a run was asked to do.
package struct Diagnostic: Sendable, Error, Equatable {
    package enum Severity: String, Sendable {
        case error, warning, note
    }

    package let severity: Severity
    /// The file as its user named it, or the argument of the command line that is to blame.
    package let file: String
    /// Nil where no file is to blame.
    package let position: JSONPosition?
    /// The path of the value in the file, such as `load.a.rate`; empty for the whole file.
    package let path: String
    /// What is wrong, in lower case and without a full stop.
    package let message: String
    /// What to write instead, where that can be guessed.
    package let hint: String?
    /// Whether the command line is wrong (exit 64) and not what the scenario says (exit 65).
    package let isUsageError: Bool

    package init(
        severity: Severity = .error,
        file: String,
        position: JSONPosition? = nil,
        path: String = "",
        message: String,
        hint: String? = nil,
        isUsageError: Bool = false
    ) {
        self.severity = severity
        self.file = file
        self.position = position
        self.path = path
        self.message = message
        self.hint = hint
        self.isUsageError = isUsageError
    }
}

extension Diagnostic: CustomStringConvertible {
    /// One line: `FILE:LINE:COLUMN: error: PATH: MESSAGE; HINT`.
    package var description: String {
        var text = file
        if let position { text += ":\(position)" }
        text += ": \(severity): "
        if !path.isEmpty { text += "\(path): " }
        text += message
        if let hint { text += "; \(hint)" }
        return Quotation.onOneLine(text)
    }
}
