/// A command as it can be pasted into a shell.
enum ShellCommand {
    /// The command behind `label`, broken with backslashes where it is too long for a line.
    static func lines(_ label: String, _ words: [String]) -> [String] {
        let lines = TextLayout.wrapped(label, words.map(quoted), width: TextLayout.width - 2)
        return lines.dropLast().map { $0 + " \\" } + lines.suffix(1)
    }

    /// The word itself where no shell would read anything into it, else in single quotes.
    static func quoted(_ word: String) -> String {
        let isPlain = !word.isEmpty && word.utf8.allSatisfy(isPlain)
        guard !isPlain else { return word }
        let parts = TextLayout.printable(word).split(
            separator: "'",
            omittingEmptySubsequences: false
        )
        return "'" + parts.joined(separator: #"'\''"#) + "'"
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-_./:=,+@%".utf8.contains(byte)
        }
    }
}
