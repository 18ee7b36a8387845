import Foundation
package import Testing

/// Records an issue unless `actual` equals the file in `Snapshots` beside the calling test.
///
/// Run the tests with `RECORD_SNAPSHOTS=1` to rewrite the files, then review the diff.
package func expectSnapshot(
    _ actual: String,
    named name: String,
    sourceLocation: SourceLocation = #_sourceLocation,
    filePath: String = #filePath
) throws {
    let snapshot = URL(filePath: filePath)
        .deletingLastPathComponent()
        .appending(path: "Snapshots/\(name)")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
        try FileManager.default.createDirectory(
            at: snapshot.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(actual.utf8).write(to: snapshot)
    }
    let expected = try String(contentsOf: snapshot, encoding: .utf8)
    #expect(actual == expected, sourceLocation: sourceLocation)
}
