import JSON

/// Writes numbers, texts and JSON values in few bytes.
///
/// Numbers take seven bits a byte, the lowest first (LEB128, as in protocol buffers); what may be
/// negative is folded before (zigzag).
struct ByteWriter {
    var bytes: [UInt8]

    mutating func write(_ byte: UInt8) { bytes.append(byte) }

    mutating func write(_ number: Int) { write(unsigned: UInt64(bitPattern: Int64(number))) }

    mutating func write(unsigned number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func write(signed number: Int64) {
        write(unsigned: UInt64(bitPattern: (number << 1) ^ (number >> 63)))
    }

    mutating func write(_ text: String) {
        write(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func write(_ object: JSONObject) {
        write(object.count)
        for member in object.members {
            write(member.key)
            write(member.value)
        }
    }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: write(UInt8(0))
        case .bool(let bool): write(UInt8(bool ? 2 : 1))
        case .integer(let integer):
            write(UInt8(3))
            write(signed: integer)
        case .number(let number):
            write(UInt8(4))
            var bits = number.bitPattern
            for _ in 0..<8 {
                write(UInt8(truncatingIfNeeded: bits))
                bits >>= 8
            }
        case .string(let text):
            write(UInt8(5))
            write(text)
        case .array(let elements):
            write(UInt8(6))
            write(elements.count)
            for element in elements { write(element) }
        case .object(let object):
            write(UInt8(7))
            write(object)
        }
    }
}

/// Reads what `ByteWriter` wrote; bytes of anybody else are a fault, never a crash.
struct ByteReader {
    private let bytes: [UInt8]
    private(set) var place: Int

    /// What was read is no record.
    struct Fault: Error {}

    init(_ bytes: [UInt8], from place: Int = 0) {
        self.bytes = bytes
        self.place = place
    }

    var isAtEnd: Bool { place == bytes.count }

    mutating func byte() throws(Fault) -> UInt8 {
        guard place < bytes.count else { throw Fault() }
        defer { place += 1 }
        return bytes[place]
    }

    mutating func unsigned() throws(Fault) -> UInt64 {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try byte()
            guard shift < 64 else { throw Fault() }
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
            shift += 7
        }
    }

    /// A number that counts or numbers something.
    mutating func count() throws(Fault) -> Int {
        guard let count = Int(exactly: try unsigned()) else { throw Fault() }
        return count
    }

    mutating func signed() throws(Fault) -> Int64 {
        let folded = try unsigned()
        return Int64(bitPattern: (folded >> 1) ^ (~(folded & 1) &+ 1))
    }

    mutating func text() throws(Fault) -> String {
        let length = try count()
        guard length <= bytes.count - place else { throw Fault() }
        defer { place += length }
        return String(decoding: bytes[place..<place + length], as: UTF8.self)
    }

    mutating func object() throws(Fault) -> JSONObject {
        let length = try count()
        guard length <= bytes.count - place else { throw Fault() }
        if length == 0 { return JSONObject() }
        var object = JSONObject(capacity: length)
        for _ in 0..<length {
            let key = try text()
            object.append(key, try value())
        }
        return object
    }

    mutating func value() throws(Fault) -> JSONValue {
        switch try byte() {
        case 0: return .null
        case 1: return .bool(false)
        case 2: return .bool(true)
        case 3: return .integer(try signed())
        case 4:
            var bits: UInt64 = 0
            for place in 0..<8 { bits |= UInt64(try byte()) << UInt64(8 * place) }
            return .number(Double(bitPattern: bits))
        case 5: return .string(try text())
        case 6:
            let length = try count()
            guard length <= bytes.count - place else { throw Fault() }
            var elements: [JSONValue] = []
            for _ in 0..<length { elements.append(try value()) }
            return .array(elements)
        case 7: return .object(try object())
        default: throw Fault()
        }
    }
}
