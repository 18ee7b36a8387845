import Foundation

/// The files of this package, for tests that look at them as data.
package enum PackageFiles {
    /// The folder that holds `Package.swift`.
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The text of a file; `path` begins at the root.
    package static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    package static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    /// The paths of the scenarios, sorted; the baselines below them are none.
    package static func scenarios() throws -> [String] {
        try paths(under: "Scenarios", ending: ".json").filter { !$0.contains("/Baselines/") }
    }

    /// The paths of all files below a folder whose names end like this, sorted.
    package static func paths(under folder: String, ending suffix: String) throws -> [String] {
        guard exists(folder) else { return [] }
        return try FileManager.default
            .subpathsOfDirectory(atPath: root.appending(path: folder).path)
            .filter { $0.hasSuffix(suffix) }
            .map { "\(folder)/\($0)" }
            .sorted()
    }
}
