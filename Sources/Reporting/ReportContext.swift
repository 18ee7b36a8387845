package import Measurement

/// What reports show beside the result of a run: where it came from and how to repeat it.
package struct ReportContext: Sendable {
    /// A place in a scenario file; both count from 1.
    package struct Place: Sendable, Equatable {
        package let line: Int
        package let column: Int

        package init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }
    }

    /// What repeats the run, as words that are not yet quoted.
    package var command: [String]
    /// The scenario's file as it was named.
    package var file: String?
    /// Where each threshold of the result is written, in its order; nil for the command line's.
    package var places: [Place?] = []
    /// An earlier result to show beside this one.
    package var baseline: RunResult?
    package var includesSeries = true
    package var includesHost = false

    package init(command: [String], file: String? = nil) {
        self.command = command
        self.file = file
    }

    /// The command as it can be pasted into a shell, on one line.
    var commandLine: String {
        command.map(ShellCommand.quoted).joined(separator: " ")
    }

    func place(ofThreshold index: Int) -> Place? {
        places.indices.contains(index) ? places[index] : nil
    }
}
