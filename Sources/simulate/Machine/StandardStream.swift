import Foundation

/// Standard output, for results, and standard error, for messages.
enum StandardStream: Int32 {
    case output = 1
    case error = 2

    /// Whether somebody looks at it, rather than a file or a program.
    var isTerminal: Bool { isatty(rawValue) == 1 }

    func write(_ text: String) throws(FileError) {
        let path = self == .output ? "standard output" : "standard error"
        try Descriptor(number: rawValue, path: path).writeAll(Array(text.utf8))
    }

    /// Writes a message; that it cannot be written is nothing that could be told to anyone.
    func tell(_ text: String) {
        try? write(text)
    }
}
