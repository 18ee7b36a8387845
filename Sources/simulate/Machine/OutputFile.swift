import Foundation

/// Writes reports so that a reader finds the old one or the new one, never a part.
package enum OutputFile {
    /// Makes the directories that are missing, writes beside and renames.
    ///
    /// What is no plain file, such as a pipe or `/dev/null`, is written in place.
    package static func write(_ text: String, to path: String) throws(FileError) {
        let bytes = Array(text.utf8)
        let existing = status(of: path)
        if let existing, existing.st_mode & S_IFMT != S_IFREG {
            let file = try Descriptor.open(path, O_WRONLY)
            defer { _ = close(file.number) }
            return try file.writeAll(bytes)
        }
        let (target, partial) = places(of: path)
        let directory = target.deletingLastPathComponent()
        try makeDirectory(directory.path(percentEncoded: false), of: path)
        do throws(FileError) {
            try create(partial, bytes, mode: existing?.st_mode)
            guard unsafe rename(partial, target.path(percentEncoded: false)) == 0 else {
                throw FileError(path: path, systemError: errno)
            }
        } catch {
            _ = unsafe unlink(partial)
            throw FileError(path: path, reason: error.reason)
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
        let (target, partial) = places(of: path)
        let directory = target.deletingLastPathComponent().path(percentEncoded: false)
        try makeDirectory(directory, of: path)
        do throws(FileError) {
            try create(partial, [], mode: nil)
            _ = unsafe unlink(partial)
        } catch {
            throw FileError(path: path, reason: error.reason)
        }
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

    /// The file that a path leads to, and the one beside it that is written first.
    private static func places(of path: String) -> (target: URL, partial: String) {
        let target = URL(filePath: path).resolvingSymlinksInPath()
        let name = ".\(target.lastPathComponent).\(getpid()).partial"
        let partial = target.deletingLastPathComponent().appending(path: name)
        return (target, partial.path(percentEncoded: false))
    }

    private static func create(_ path: String, _ bytes: [UInt8], mode: mode_t?) throws(FileError) {
        let file = try Descriptor.open(path, O_WRONLY | O_CREAT | O_TRUNC)
        do throws(FileError) {
            if let mode { fchmod(file.number, mode & 0o7777) }
            try file.writeAll(bytes)
        } catch {
            _ = close(file.number)
            throw error
        }
        try file.close()
    }

    private static func makeDirectory(_ directory: String, of path: String) throws(FileError) {
        do {
            try FileManager.default.createDirectory(
                atPath: directory,
                withIntermediateDirectories: true
            )
        } catch {
            throw FileError(path: path, reason: "its directory cannot be made")
        }
    }

    private static func status(of path: String) -> stat? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? status : nil
    }
}
