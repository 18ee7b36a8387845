import JSON
import Testing

struct RoundTripTests {
    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `what is written reads back as the same value`(seed: UInt64) {
        var generator = ValueGenerator(seed: seed)
        for _ in 0..<200 {
            let value = generator.value()
            guard !survives(value) else { continue }
            let smallest = value.shrunk { !survives($0) }
            Issue.record("\(JSONWriter.compact(smallest)) does not survive (seed \(seed))")
            return
        }
    }

    private func survives(_ value: JSONValue) -> Bool {
        let texts = [
            JSONWriter.compact(value), JSONWriter.canonical(value), JSONWriter.pretty(value),
        ]
        return texts.allSatisfy { text in
            guard let read = try? JSONReader.value(text) else { return false }
            return read == value && JSONWriter.pretty(read) == texts[2]
                && JSONWriter.canonical(read) == texts[1]
        }
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `damaged texts are read or refused with a place inside them`(seed: UInt64) {
        var generator = ValueGenerator(seed: seed)
        for _ in 0..<300 {
            var bytes = Array(JSONWriter.pretty(generator.value()).utf8)
            for _ in 0...generator.next(below: 3) where !bytes.isEmpty {
                damage(&bytes, by: &generator)
            }
            do {
                let root = try JSONReader.read(bytes).root
                let text = JSONWriter.compact(root.jsonValue())
                #expect(throws: Never.self) { try JSONReader.value(text) }
            } catch {
                let last = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
                #expect(JSONPosition.start <= error.position, "\(error)")
                #expect(error.position.column <= bytes.count + 1, "\(error)")
                #expect(error.position.line <= last.count + bytes.count { $0 == 0x0D }, "\(error)")
            }
        }
    }

    private func damage(_ bytes: inout [UInt8], by generator: inout ValueGenerator) {
        let index = generator.next(below: bytes.count)
        let signs = Array("[]{},:\"\\'/-+.0e tfn\r\n\u{A0}".utf8)
        switch generator.next(below: 4) {
        case 0: bytes.remove(at: index)
        case 1: bytes.insert(signs[generator.next(below: signs.count)], at: index)
        case 2: bytes[index] = UInt8(generator.next(below: 256))
        default: bytes.removeLast(bytes.count - index)
        }
    }
}
