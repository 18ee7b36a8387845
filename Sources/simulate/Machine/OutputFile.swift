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
        let target = URL(filePath: path).resolvingSymlinksInPath()
        let directory = target.deletingLastPathComponent()
        try makeDirectory(directory.path(percentEncoded: false), of: path)
        let name = ".\(target.lastPathComponent).\(getpid()).partial"
        let partial = directory.appending(path: name).path(percentEncoded: false)
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
