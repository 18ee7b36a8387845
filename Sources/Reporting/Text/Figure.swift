/// Figures as people read them: the same text on every machine, rounded half away from zero.
package enum Figure {
    /// A whole number in groups of three digits, such as `600,123`.
    package static func count(_ count: Int64) -> String {
        let digits = Array(String(count.magnitude).utf8)
        var grouped: [UInt8] = []
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped.append(UInt8(ascii: ",")) }
            grouped.append(digit)
        }
        return (count < 0 ? "-" : "") + String(decoding: grouped, as: UTF8.self)
    }

    /// A number with exactly `places` decimals, 9 at most.
    package static func decimal(_ value: Double, places: Int) -> String {
        let scale = (0..<places).reduce(Int64(1)) { product, _ in product * 10 }
        let scaled = (value.magnitude * Double(scale)).rounded()
        guard let whole = Int64(exactly: scaled) else { return "\(value)" }
        return (value < 0 && whole > 0 ? "-" : "") + decimal(whole, over: scale, places: places)
    }

    /// A number with as many decimals as help to read it; whole numbers have none.
    package static func level(_ value: Double) -> String {
        if let whole = Int64(exactly: value) { return count(whole) }
        return decimal(value, places: value.magnitude < 10 ? 3 : value.magnitude < 1000 ? 2 : 1)
    }

    package static func percent(_ share: Double) -> String {
        decimal(share * 100, places: 1) + " %"
    }

    /// Memory in decimal units, such as `512.3 MB`.
    package static func bytes(_ bytes: Int64) -> String {
        let units: [(name: String, size: Double)] = [("GB", 1e9), ("MB", 1e6), ("kB", 1e3)]
        for unit in units where Double(bytes) >= unit.size {
            return decimal(Double(bytes) / unit.size, places: 1) + " " + unit.name
        }
        return count(bytes) + " bytes"
    }

    /// `whole / scale`, where `scale` is 10 to the power of `places` and `whole` is not negative.
    static func decimal(_ whole: Int64, over scale: Int64, places: Int) -> String {
        guard places > 0 else { return count(whole) }
        let fraction = String(whole % scale)
        let zeros = String(repeating: "0", count: places - fraction.utf8.count)
        return count(whole / scale) + "." + zeros + fraction
    }
}
