@testable import LoadGeneration
import Testing

struct SerialNumberTests {
    @Test func `serial numbers are letters and digits, twelve or more`() {
        for load in [0, 25, 26, 700] as [UInt64] {
            for iteration in [0, 9, 99_999_999, 100_000_000, .max] as [UInt64] {
                let text = SerialNumber.text(load: load, iteration: iteration)
                #expect(text.utf8.count >= 12)
                #expect(text.utf8.allSatisfy { $0.isASCIIAlphanumeric })
            }
        }
        #expect(SerialNumber.text(load: 0, iteration: 0) == "CPEA00000000")
        #expect(SerialNumber.text(load: 27, iteration: 123_456_789) == "CPE1B123456789")
    }

    @Test func `no two journeys of no two loads share one`() {
        var seen: Set<String> = []
        var count = 0
        for load in 0..<60 as Range<UInt64> {
            for iteration in Array(0..<300) + [99_999_999, 100_000_000, 1_000_000_000]
                as [UInt64]
            {
                seen.insert(SerialNumber.text(load: load, iteration: iteration))
                count += 1
            }
        }
        #expect(seen.count == count)
    }
}

extension UInt8 {
    fileprivate var isASCIIAlphanumeric: Bool {
        (48...57).contains(self) || (65...90).contains(self) || (97...122).contains(self)
    }
}
