package import SimulationKernel

/// When the next virtual user arrives: an open model, which does not wait for the system.
///
/// Instants are whole nanoseconds from the start of the load. Evenly spaced arrivals lie exactly on
/// their schedule, without drift, of a constant rate with the first at 0; random ones have
/// independent exponential gaps, each rounded once.
package struct ArrivalProcess: Sendable {
    /// How the gaps between arrivals are made.
    package enum Kind: Sendable {
        /// The same gap every time (k6's `constant-arrival-rate`).
        case uniform
        /// A Poisson process, whose gaps are draws of the stream.
        case poisson(RandomStream)
    }

    /// The mean of the unit exponentials that a ramp is timed by; finer than any rate needs.
    private static let exponentialMean: UInt128 = 1_000_000_000_000

    private let kind: Kind
    private let arrivals: Int64
    private let nanoseconds: Int64
    private var previous: Int64 = 0
    private var count: UInt64 = 0

    private var ramp: RampingSchedule?
    /// The sum of the exponentials of a random ramp.
    private var sum: UInt128 = 0
    private let recorded: [Int64]?

    /// `arrivals` in every `nanoseconds`, both above 0.
    package init(_ kind: Kind, arrivals: Int64, per nanoseconds: Int64) {
        precondition(arrivals > 0 && nanoseconds > 0, "an arrival rate is above 0")
        self.kind = kind
        self.arrivals = arrivals
        self.nanoseconds = nanoseconds
        recorded = nil
    }

    /// A rate that changes (k6's `ramping-arrival-rate`): the n-th arrival comes when n are due.
    ///
    /// Random ones are a Poisson process with the ramp as its intensity: they come when the area
    /// under the ramp reaches the sums of exponentials of mean 1.
    package init(_ kind: Kind, ramp: RateRamp) {
        self.kind = kind
        arrivals = 0
        nanoseconds = 1
        self.ramp = RampingSchedule(ramp)
        recorded = nil
    }

    /// Recorded arrivals, in their order.
    package init(recorded instants: [Int64]) {
        kind = .uniform
        arrivals = 0
        nanoseconds = 1
        recorded = instants
    }

    /// The instant of the next arrival; the greatest number when there is none in reach.
    package mutating func next() -> Int64 {
        defer { count += 1 }
        if let recorded { return count < recorded.count ? recorded[Int(count)] : .max }
        if ramp != nil { return nextOfRamp() }
        switch kind {
        case .uniform:
            let instant = Int128(count) * Int128(nanoseconds) / Int128(arrivals)
            return Int64(exactly: instant) ?? .max
        case .poisson(let stream):
            let mean = Double(nanoseconds) / Double(arrivals)
            let gap = Distribution.exponential(mean: mean).sample(stream, entity: count)
            previous = previous.addingSaturating(gap)
            return previous
        }
    }

    private mutating func nextOfRamp() -> Int64 {
        guard let one = ramp?.areaOfOne else { return .max }
        switch kind {
        case .uniform:
            sum += one
            return ramp?.instant(ofArea: sum) ?? .max
        case .poisson(let stream):
            let law = Distribution.exponential(mean: Double(Self.exponentialMean))
            sum += UInt128(law.sample(stream, entity: count))
            let product = one.multipliedFullWidth(by: sum)
            guard product.high < Self.exponentialMean else { return .max }
            let area = Self.exponentialMean.dividingFullWidth(product).quotient
            return ramp?.instant(ofArea: area) ?? .max
        }
    }
}
