import JSON
import Testing

struct EncodingTests {
    @Test(
        arguments: [
            ([0x5B, 0x0A, 0x22, 0x80, 0x22, 0x5D], "2:2", "0x80 at byte offset 3 continues no"),
            ([0x22, 0xC3, 0xA9, 0xFF, 0x22], "1:3", "0xFF at byte offset 3 never occurs"),
            ([0x22, 0xC3], "1:2", "0xC3 at byte offset 1 is cut short"),
            ([0x22, 0xE2, 0x82, 0x22], "1:2", "is cut short"),
            ([0x22, 0xC0, 0xAF, 0x22], "1:2", "begins an overlong form"),
            ([0x22, 0xE0, 0x80, 0xAF, 0x22], "1:2", "begins an overlong form"),
            ([0x22, 0xF0, 0x80, 0x80, 0xAF, 0x22], "1:2", "begins an overlong form"),
            ([0x22, 0xED, 0xA0, 0x80, 0x22], "1:2", "begins a surrogate"),
            ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], "1:2", "beyond U+10FFFF"),
            ([0x22, 0xF5, 0x80, 0x80, 0x80, 0x22], "1:2", "beyond U+10FFFF"),
            ([0x7B, 0x7D, 0xFE], "1:3", "0xFE at byte offset 2 never occurs"),
            ([0xFF, 0xFE, 0x7B, 0x00], "1:1", "UTF-16"),
            ([0x7B, 0x00, 0x7D, 0x00], "1:2", "NUL at byte offset 1"),
        ] as [([UInt8], String, String)]
    )
    func `bytes that are not UTF-8 text are refused`(
        bytes: [UInt8],
        position: String,
        message: String
    ) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONReader.read(bytes) }
        #expect(error?.position.description == position)
        #expect(error?.message.contains(message) == true, "\(String(describing: error))")
    }

    @Test func `the first and last character of every length are accepted`() throws {
        let text = "\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFF}"
        #expect(try JSONReader.value("\"\(text)\"") == .string(text))
    }
}
