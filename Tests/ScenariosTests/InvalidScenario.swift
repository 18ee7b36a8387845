import Foundation
import Testing

/// A valid file with one line replaced, and what its writer is told of it.
struct InvalidScenario: Sendable, CustomTestStringConvertible {
    let line: Int
    /// What stands there instead of the line of `lines`.
    let text: String
    var messages: [String] = []

    var testDescription: String { "\(line) \(text)" }

    /// The file that all cases change, from its second line on; the empty one has room for keys.
    private static let lines = [
        #"  "version": 1"#,
        #"  "name": "a""#,
        #"  "duration": "10m""#,
        "",
        #"  "systems": {"provisioning": {"profile": "task"}}"#,
        #"  "load": {"l": {"#,
        #"    "executor": "constant-arrival-rate""#,
        #"    "rate": 5"#,
        #"    "flow": "submit""#,
    ]

    /// The whole text of the file.
    var file: String {
        var lines = Self.lines
        lines[line - 2] = text.isEmpty ? "" : (line > 7 ? "    " : "  ") + text
        return "{\n" + lines[..<5].map { $0.isEmpty ? "" : $0 + "," }.joined(separator: "\n")
            + "\n" + lines[5] + "\n" + Self.joined(lines[6...]) + "\n  }}\n}\n"
    }

    /// The lines with a comma behind each that has another one after it.
    private static func joined(_ lines: ArraySlice<String>) -> String {
        lines.indices.map { index in
            let isLast = lines[(index + 1)...].allSatisfy(\.isEmpty)
            return lines[index].isEmpty || isLast ? lines[index] : lines[index] + ","
        }
        .joined(separator: "\n")
    }
}

/// The cases of `InvalidScenarios.txt`: a line `NUMBER TEXT`, and below it the messages.
enum InvalidScenarios {
    private static let url = URL(filePath: #filePath)
        .deletingLastPathComponent()
        .appending(path: "Snapshots/InvalidScenarios.txt")

    static let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil

    static func text() throws -> String {
        try String(contentsOf: url, encoding: .utf8)
    }

    static func cases(of text: String) -> [InvalidScenario] {
        var cases: [InvalidScenario] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("    ") {
                cases[cases.count - 1].messages.append(String(line.dropFirst(4)))
            } else if let number = Int(line.prefix { $0 != " " }) {
                let text = String(line.drop { $0 != " " }.dropFirst())
                cases.append(InvalidScenario(line: number, text: text))
            }
        }
        return cases
    }

    /// Writes the file anew with the messages that there are now.
    static func record(_ text: String, messages: (InvalidScenario) -> [String]) throws {
        var recorded: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false)
        where !line.hasPrefix("    ") {
            recorded.append(String(line))
            guard let scenario = cases(of: String(line)).first else { continue }
            recorded += messages(scenario).map { "    " + $0 }
        }
        try recorded.joined(separator: "\n").write(to: url, atomically: true, encoding: .utf8)
    }
}
