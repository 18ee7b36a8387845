import Foundation

/// A file that cannot be read or written, and why.
package struct FileError: Error, CustomStringConvertible {
    package let path: String
    package let reason: String
    var isMissing = false

    init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    /// Takes the reason that the system gave for its last refusal.
    init(path: String, systemError: Int32) {
        self.path = path
        isMissing = systemError == ENOENT
        reason =
            switch systemError {
            case ENOENT: "no such file or directory"
            case EACCES: "permission denied"
            case EISDIR: "is a directory"
            case ENOSPC: "no space left"
            default: unsafe String(cString: strerror(systemError))
            }
    }

    package var description: String { "\(path): error: \(reason)" }
}
