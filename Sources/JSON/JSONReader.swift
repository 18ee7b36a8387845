/// Reads JSON as RFC 8259 has it: no comments, no trailing commas, no NaN, and UTF-8 alone.
///
/// Reading stops at the first error, since what follows one is guesswork. Keys that an object has
/// twice are no error here; the document lists them.
package enum JSONReader {
    /// How deep arrays and objects may nest unless the caller says otherwise.
    package static let defaultLimit = 64

    /// The deepest limit there is, so that no caller can let a text exhaust the stack.
    ///
    /// Measured: this depth fits a stack of 384 KB in a debug build, where threads have 512 KB.
    package static let deepestLimit = 128

    /// Reads a whole file, in which arrays and objects may nest `depthLimit` deep.
    ///
    /// A limit beyond `deepestLimit` is taken as that.
    package static func read(
        _ bytes: [UInt8],
        depthLimit: Int = defaultLimit
    ) throws(JSONSyntaxError) -> JSONDocument {
        JSONDocument(root: try root(of: bytes, depthLimit: depthLimit))
    }

    package static func read(
        _ text: String,
        depthLimit: Int = defaultLimit
    ) throws(JSONSyntaxError) -> JSONDocument {
        try read(Array(text.utf8), depthLimit: depthLimit)
    }

    /// Reads JSON Lines (jsonlines.org): a value on every line that is not blank, each with its
    /// place in the whole text.
    package static func readLines(_ bytes: [UInt8]) throws(JSONSyntaxError) -> [JSONDocument] {
        try EncodingCheck.check(bytes)
        var documents: [JSONDocument] = []
        var number = 0
        for line in bytes.split(separator: .lineFeed, omittingEmptySubsequences: false) {
            number += 1
            if line.allSatisfy({ [.space, .tab, .carriageReturn].contains($0) }) { continue }
            var parser = JSONParser(Array(line), firstLine: number, depthLimit: defaultLimit)
            documents.append(JSONDocument(root: try parser.parse()))
        }
        return documents
    }

    /// Reads a text as a plain value, as `JSONNode.jsonValue()` has it.
    package static func value(_ text: String) throws(JSONSyntaxError) -> JSONValue {
        try root(of: Array(text.utf8), depthLimit: defaultLimit).jsonValue()
    }

    private static func root(
        of bytes: [UInt8],
        depthLimit: Int
    ) throws(JSONSyntaxError) -> JSONNode {
        try EncodingCheck.check(bytes)
        var parser = JSONParser(bytes, firstLine: 1, depthLimit: min(depthLimit, deepestLimit))
        return try parser.parse()
    }
}
