/// An exact sum of `Int64` values and products, kept in two words.
///
/// `Int128` does the same; its conversions are generic, which builds without optimisation pay for
/// on every sample.
struct WideSum: Sendable, Equatable {
    private var low: UInt64 = 0
    private var high: Int64 = 0

    var value: Int128 { Int128(high) << 64 | Int128(low) }

    mutating func reset() {
        low = 0
        high = 0
    }

    mutating func add(_ value: Int64) {
        let (partial, carry) = low.addingReportingOverflow(UInt64(bitPattern: value))
        low = partial
        high &+= value &>> 63 &+ (carry ? 1 : 0)
    }

    mutating func addProduct(_ left: Int64, _ right: Int64) {
        let product = left.multipliedFullWidth(by: right)
        let (partial, carry) = low.addingReportingOverflow(product.low)
        low = partial
        high &+= product.high &+ (carry ? 1 : 0)
    }

    mutating func merge(_ other: WideSum) {
        let (partial, carry) = low.addingReportingOverflow(other.low)
        low = partial
        high &+= other.high &+ (carry ? 1 : 0)
    }
}
