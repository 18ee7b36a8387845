/// What tells two outputs apart.
package struct Comparison {
    private let first: [UInt8]
    private let second: [UInt8]

    package init(_ first: [UInt8], _ second: [UInt8]) {
        self.first = first
        self.second = second
    }

    package var isIdentical: Bool { first == second }

    /// One line if they are identical, else the first line that differs in both of its forms.
    package func text(fingerprint: String?) -> String {
        guard !isIdentical else {
            return "identical: \(first.count) bytes"
                + (fingerprint.map { ", fingerprint \($0)" } ?? "")
        }
        let common = zip(first, second).prefix { $0 == $1 }.count
        let number = first[..<common].count { $0 == UInt8(ascii: "\n") } + 1
        return "the runs differ, first in line \(number)\n"
            + "  first:  \(line(of: first, at: common))\n"
            + "  second: \(line(of: second, at: common))"
    }

    /// The line around an offset, cut to what fits on a screen.
    private func line(of bytes: [UInt8], at offset: Int) -> String {
        let newline = UInt8(ascii: "\n")
        let start = bytes[..<offset].lastIndex(of: newline).map { $0 + 1 } ?? 0
        let end = bytes[offset...].firstIndex(of: newline) ?? bytes.count
        guard start < end else { return offset < bytes.count ? "an empty line" : "the end" }
        let from = max(start, offset - 80)
        let until = min(end, offset + 80)
        let text = String(decoding: bytes[from..<until], as: UTF8.self)
        return (from > start ? "…" : "") + text + (until < end ? "…" : "")
    }
}
