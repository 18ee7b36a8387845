import Foundation

extension OutputFile {
    /// Refuses outputs that would take the place of a file that is read, or of each other.
    ///
    /// Files are told apart by where they lie and not by how their paths are written.
    package static func checkPlaces(of invocation: Invocation) throws(UsageError) {
        let read = invocation.files + [invocation.earlierResult].compactMap { $0 }
        var taken = read.map { (path: $0, place: place(of: $0), isRead: true) }
        for output in invocation.outputs where !output.isStandardOutput {
            let place = place(of: output.path)
            // Devices take what everybody writes.
            guard !place.hasPrefix("/dev/") else { continue }
            if let other = taken.first(where: { $0.place == place }) {
                throw UsageError(
                    "--out \(output.format.rawValue)=\(output.path) would overwrite \(other.path)"
                        + (other.isRead ? ", which is read" : ", which is written too"),
                    hint: "write to another path"
                )
            }
            taken.append((output.path, place, false))
        }
    }

    private static func place(of path: String) -> String {
        URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL
            .path(percentEncoded: false)
    }
}

extension Invocation {
    /// Makes sure that the files of `--out` can be written, before anything runs.
    func checkOutputs() throws(FileError) {
        for output in outputs where !output.isStandardOutput {
            try OutputFile.check(output.path)
        }
    }
}
