/// The right side of a threshold: an exact number in nanoseconds for times, else as written.
package struct ThresholdLimit: Sendable, Equatable {
    package let unit: ThresholdUnit?
    /// The limit without its fraction.
    let floor: Int64
    /// Whether the limit has no fraction; times have none at whole nanoseconds.
    let isWhole: Bool
    /// The limit in nanoseconds for times, else as written (`5%` is 0.05).
    let number: Double
    /// The limit as a report has it, where it comes from one.
    ///
    /// Figures with a fraction are compared with it as they are reported, so that the same run
    /// finds the same figure.
    private let reported: Double?

    /// The number `mantissa × 10^exponent` in `unit`; `nil` if it is out of range.
    init?(mantissa: Int128, exponent: Int, unit: ThresholdUnit?) {
        var numerator = mantissa
        var denominator: Int128 = 1
        let places = exponent - (unit == .percent ? 2 : 0)
        guard (-30...30).contains(places) else { return nil }
        for _ in 0..<places.magnitude {
            guard places > 0 else {
                denominator *= 10
                continue
            }
            let (product, overflow) = numerator.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            numerator = product
        }
        let factor = Int128(unit?.nanoseconds ?? 1)
        let (scaled, overflow) = numerator.multipliedReportingOverflow(by: factor)
        guard !overflow, scaled / denominator < Int128(Int64.max) else { return nil }
        self.unit = unit
        floor = Int64(scaled / denominator)
        isWhole = scaled % denominator == 0
        number = isWhole ? Double(floor) : Double(scaled) / Double(denominator)
        reported = nil
    }

    /// A figure of a report, in seconds for times; `nil` if it is out of range.
    init?(reported figure: Double, isTime: Bool) {
        let scaled = isTime ? figure * 1e9 : figure
        guard scaled >= 0, scaled < 9e18 else { return nil }
        let nearest = scaled.rounded()
        isWhole = (isTime ? nearest / 1e9 : nearest) == figure
        floor = Int64(isWhole ? nearest : scaled.rounded(.down))
        number = isWhole ? nearest : scaled
        unit = isTime ? .seconds : nil
        reported = figure
    }

    /// The limit so much higher, exactly where both are whole.
    func raised(by more: ThresholdLimit) -> ThresholdLimit? {
        let (sum, overflow) = floor.addingReportingOverflow(more.floor)
        guard isWhole, more.isWhole, !overflow else {
            return ThresholdLimit(reported: shown + more.shown, isTime: isTime)
        }
        return ThresholdLimit(reported: shown(Double(sum)), isTime: isTime)
    }

    package var isTime: Bool { unit?.nanoseconds != nil }

    /// The limit as it is reported: seconds for times.
    package var shown: Double { reported ?? shown(number) }

    func shown(_ value: Double) -> Double {
        isTime ? value / 1e9 : value
    }

    /// On which side of the limit a value is: -1 below, 0 equal, 1 above.
    func side(of reading: ThresholdReading) -> Int {
        switch reading {
        case .whole(let value):
            if value != floor { return value < floor ? -1 : 1 }
            return isWhole ? 0 : -1
        case .real(let value):
            let (figure, limit) = reported.map { (shown(value), $0) } ?? (value, number)
            return figure < limit ? -1 : figure == limit ? 0 : 1
        }
    }

    /// How far a value lies above the limit, as it is reported.
    func excess(of reading: ThresholdReading) -> Double {
        switch reading {
        case .whole(let value) where isWhole: shown(Double(value - floor))
        case .whole(let value): shown(Double(value) - number)
        case .real(let value): reported.map { shown(value) - $0 } ?? shown(value - number)
        }
    }
}
