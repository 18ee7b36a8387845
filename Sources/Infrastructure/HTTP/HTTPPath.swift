/// The path of a request, split at its slashes.
///
/// Paths are made of segments in process and become text only at a socket. A trailing slash is an
/// empty last segment.
package struct HTTPPath: Sendable, Hashable, CustomStringConvertible {
    package let segments: [String]

    package init(segments: [String]) {
        self.segments = segments
    }

    /// Splits a path that begins with a slash.
    package init(_ text: String) {
        segments =
            text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .dropFirst()
            .map { String(Substring($0)) }
    }

    package var description: String {
        "/" + segments.joined(separator: "/")
    }
}
