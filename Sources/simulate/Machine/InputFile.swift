import Foundation

/// Reads the files that people name.
package enum InputFile {
    /// Far more than any scenario, and little enough to read in a second.
    private static let mostBytes = 64 << 20

    package static func read(_ path: String) throws(FileError) -> [UInt8] {
        let file = try Descriptor.open(path, O_RDONLY)
        defer { _ = Foundation.close(file.number) }
        return try file.readAll(limit: mostBytes)
    }
}
