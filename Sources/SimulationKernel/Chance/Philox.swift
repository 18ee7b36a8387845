/// Philox2x64-10: a keyed bijection of 128-bit counters whose outputs are random numbers.
///
/// Counter-based, so that a draw is a function of its name and not of how many draws came before.
/// Salmon, Moraes, Dror, Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011.
package enum Philox {
    /// The two random words at a counter.
    package static func block(
        key: UInt64,
        counter: (UInt64, UInt64)
    ) -> (UInt64, UInt64) {
        var key = key
        var (left, right) = counter
        for _ in 0..<10 {
            let product = left.multipliedFullWidth(by: 0xD2B7_4407_B1CE_6E93)
            left = product.high ^ key ^ right
            right = product.low
            key &+= 0x9E37_79B9_7F4A_7C15
        }
        return (left, right)
    }
}
