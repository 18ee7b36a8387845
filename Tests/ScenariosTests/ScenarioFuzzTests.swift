import JSON
import Scenarios
import Testing

/// Files that are nearly valid: whatever they hold, reading them ends with a scenario or a reason.
struct ScenarioFuzzTests {
    private static let pieces = [
        "\"", "{", "}", "[", "]", ",", ":", "0", "-1", "1e308", "1e-400", "null", "true",
        "\"$rate\"",
        "\"$x\"", "\"$$\"", "\"1h\"", "\"0.1%\"", "18446744073709551616", "\"é\u{301}\"", "\\u0000",
        "\"99999999999999999999h\"", "0.00000000000000000000001", "\"p(99)<1s\"", "\n", "\r\n", "s",
        "{}", "[]", "\"distribution\"", "\"task\"", "\"\"", "9223372036854775807", "%", "$",
    ]

    /// SplitMix64.
    private struct Generator {
        var state: UInt64

        mutating func next(below bound: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return Int((mixed ^ mixed >> 31) % UInt64(bound))
        }
    }

    @Test(arguments: 0..<8)
    func `mutated files are valid or say where they are not`(seed: Int) {
        var generator = Generator(state: UInt64(seed))
        for _ in 0..<400 {
            var bytes = Array(ContractExample.text.utf8)
            for _ in 0...generator.next(below: 2) { Self.mutate(&bytes, &generator) }
            Self.check(bytes)
        }
    }

    @Test(arguments: 0..<4)
    func `values of another kind are found wherever they are`(seed: Int) throws {
        var generator = Generator(state: UInt64(1_000 + seed))
        let tree = try JSONReader.value(ContractExample.text)
        for _ in 0..<400 {
            let mutated = Self.mutated(tree, &generator)
            Self.check(Array(JSONWriter.pretty(mutated).utf8))
        }
    }

    private static func check(_ bytes: [UInt8]) {
        let reading = ScenarioReader.read(
            bytes: bytes,
            file: "f",
            systems: ProvisioningFixture.catalogue
        )
        let lines = String(decoding: bytes, as: UTF8.self)
            .split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
        if reading.scenario == nil {
            #expect(reading.diagnostics.contains { $0.severity == .error })
        } else {
            #expect(reading.diagnostics.allSatisfy { $0.severity == .warning })
        }
        for diagnostic in reading.diagnostics {
            guard let position = diagnostic.position, (1...lines.count).contains(position.line)
            else {
                Issue.record("no place in the file: \(diagnostic)")
                continue
            }
            let length = lines[position.line - 1].unicodeScalars.count
            #expect((1...(length + 1)).contains(position.column), "\(diagnostic)")
        }
    }

    private static func mutate(_ bytes: inout [UInt8], _ generator: inout Generator) {
        let start = generator.next(below: bytes.count)
        let end = min(bytes.count, start + generator.next(below: 8))
        switch generator.next(below: 4) {
        case 0: bytes.removeSubrange(start..<end)
        case 1: bytes[start] = UInt8(generator.next(below: 256))
        case 2: bytes.insert(contentsOf: bytes[start..<end], at: generator.next(below: bytes.count))
        default:
            let piece = pieces[generator.next(below: pieces.count)]
            bytes.replaceSubrange(start..<end, with: Array(piece.utf8))
        }
    }

    /// The tree with one value replaced, one key misspelt or one member removed.
    private static func mutated(_ value: JSONValue, _ generator: inout Generator) -> JSONValue {
        switch value {
        case .object(let object) where !object.isEmpty && generator.next(below: 8) > 0:
            var members = object.members.map { ($0.key, $0.value) }
            let index = generator.next(below: members.count)
            switch generator.next(below: 12) {
            case 0: members.remove(at: index)
            case 1: members[index].0 += "x"
            default: members[index].1 = mutated(members[index].1, &generator)
            }
            return .object(JSONObject(members))
        case .array(var elements) where !elements.isEmpty:
            let index = generator.next(below: elements.count)
            elements[index] = mutated(elements[index], &generator)
            return .array(elements)
        default:
            while true {
                let piece = pieces[generator.next(below: pieces.count)]
                if let replacement = try? JSONReader.value(piece) { return replacement }
            }
        }
    }
}
