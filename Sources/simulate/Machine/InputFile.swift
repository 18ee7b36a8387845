import Foundation

/// Reads the files that people name.
package enum InputFile {
    package static func read(_ path: String) throws(FileError) -> [UInt8] {
        let file = try Descriptor.open(path, O_RDONLY)
        defer { _ = Foundation.close(file.number) }
        return try file.readAll()
    }
}
