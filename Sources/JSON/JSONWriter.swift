/// Writes values as JSON text, the same value always as the same bytes.
///
/// A string escapes only what the RFC demands. Numbers are written as `JSONNumber` writes them;
/// one that is infinite or NaN is a bug of the caller and stops the program.
package enum JSONWriter {
    /// Members in their own order and no white space: the text of a body or a message.
    package static func compact(_ value: JSONValue) -> String {
        var output = JSONOutput(sortsKeys: false, isIndented: false)
        output.write(value)
        return output.text
    }

    /// Members sorted by the UTF-8 bytes of their keys and no white space: for fingerprints.
    package static func canonical(_ value: JSONValue) -> String {
        var output = JSONOutput(sortsKeys: true, isIndented: false)
        output.write(value)
        return output.text
    }

    /// Sorted members on lines of their own, indented by two spaces, and a final newline.
    ///
    /// Empty arrays and objects stay on their line. For files that people read and compare.
    package static func pretty(_ value: JSONValue) -> String {
        var output = JSONOutput(sortsKeys: true, isIndented: true)
        output.write(value)
        return output.text + "\n"
    }
}
