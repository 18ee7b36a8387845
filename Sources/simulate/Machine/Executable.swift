import Foundation

/// This program itself, to be run again.
enum Executable {
    static func path() throws(FileError) -> String {
        let manager = FileManager.default
        if let path = try? manager.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
            return path
        }
        let name = CommandLine.arguments.first ?? ""
        guard !name.contains("/") else { return name }
        let directories = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let paths = directories.map { "\($0)/\(name)" }
        guard let path = paths.first(where: manager.isExecutableFile) else {
            throw FileError(path: name, reason: "this program does not find itself")
        }
        return path
    }
}
