import Foundation

/// Writes reports so that a reader finds the old one or the new one, never a part.
package enum OutputFile {
    /// Makes the directories that are missing, writes beside and renames.
    ///
    /// What is no plain file, such as a pipe or `/dev/null`, is written in place.
    package static func write(_ text: String, to path: String) throws(FileError) {
        let file = try PartialFile(path)
        do throws(FileError) {
            try file.write(Array(text.utf8))
            try file.finish()
        } catch {
            file.discard()
            throw error
        }
    }

    /// Makes sure that `write` will find its way, and leaves the file itself as it is.
    ///
    /// Makes the directories that are missing, as `write` would.
    package static func check(_ path: String) throws(FileError) {
        let existing = status(of: path)
        if let existing, existing.st_mode & S_IFMT != S_IFREG {
            let isDirectory = existing.st_mode & S_IFMT == S_IFDIR
            guard !isDirectory else { throw FileError(path: path, systemError: EISDIR) }
            guard unsafe access(path, W_OK) == 0 else {
                throw FileError(path: path, systemError: errno)
            }
            return
        }
        try PartialFile(path).discard()
    }

    /// Adds to a file that may exist.
    package static func append(_ text: String, to path: String) throws(FileError) {
        let file = try Descriptor.open(path, O_WRONLY | O_CREAT | O_APPEND)
        do throws(FileError) {
            try file.writeAll(Array(text.utf8))
        } catch {
            _ = close(file.number)
            throw error
        }
        try file.close()
    }

    static func status(of path: String) -> stat? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? status : nil
    }
}
