import Foundation

/// A report while it is written: a file beside its place, which takes that place when it is whole.
///
/// What is no plain file, such as a pipe or `/dev/null`, is written in place. Whoever makes one
/// finishes or discards it.
package final class PartialFile {
    private let path: String
    private let file: Descriptor
    private var isOpen = true
    /// Where it is written and where it goes; nil for what is written in place.
    private let places: (partial: String, target: String)?

    /// Makes the directories that are missing; a plain file that exists keeps its permissions.
    package init(_ path: String) throws(FileError) {
        self.path = path
        let existing = OutputFile.status(of: path)
        if let existing, existing.st_mode & S_IFMT != S_IFREG {
            file = try Descriptor.open(path, O_WRONLY)
            places = nil
            return
        }
        let target = URL(filePath: path).resolvingSymlinksInPath()
        let directory = target.deletingLastPathComponent()
        try Self.makeDirectory(directory.path(percentEncoded: false), of: path)
        let name = ".\(target.lastPathComponent).\(getpid()).partial"
        let partial = directory.appending(path: name).path(percentEncoded: false)
        do throws(FileError) {
            file = try Descriptor.open(partial, O_WRONLY | O_CREAT | O_TRUNC)
        } catch {
            throw FileError(path: path, reason: error.reason)
        }
        if let existing { fchmod(file.number, existing.st_mode & 0o7777) }
        places = (partial, target.path(percentEncoded: false))
    }

    package func write(_ bytes: [UInt8]) throws(FileError) {
        do throws(FileError) {
            try file.writeAll(bytes)
        } catch {
            throw FileError(path: path, reason: error.reason)
        }
    }

    /// Puts the file into its place.
    package func finish() throws(FileError) {
        isOpen = false
        do throws(FileError) {
            try file.close()
        } catch {
            throw FileError(path: path, reason: error.reason)
        }
        guard let places else { return }
        guard unsafe rename(places.partial, places.target) == 0 else {
            let number = errno
            _ = unsafe unlink(places.partial)
            throw FileError(path: path, systemError: number)
        }
    }

    /// Leaves what is in its place as it was.
    package func discard() {
        if isOpen { _ = close(file.number) }
        isOpen = false
        if let places { _ = unsafe unlink(places.partial) }
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
}
