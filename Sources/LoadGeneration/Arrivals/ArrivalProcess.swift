package import SimulationKernel

/// When the next virtual user arrives: an open model, which does not wait for the system.
///
/// Instants are whole nanoseconds from the start of the load. Evenly spaced arrivals lie exactly on
/// their schedule, whose first is at 0, without drift; random ones have independent exponential
/// gaps, each rounded once.
package struct ArrivalProcess: Sendable {
    /// How the gaps between arrivals are made.
    package enum Kind: Sendable {
        /// The same gap every time (k6's `constant-arrival-rate`).
        case uniform
        /// A Poisson process, whose gaps are draws of the stream.
        case poisson(RandomStream)
    }

    private let kind: Kind
    private let arrivals: Int64
    private let nanoseconds: Int64
    private var previous: Int64 = 0
    private var count: UInt64 = 0

    /// `arrivals` in every `nanoseconds`, both above 0.
    package init(_ kind: Kind, arrivals: Int64, per nanoseconds: Int64) {
        precondition(arrivals > 0 && nanoseconds > 0, "an arrival rate is above 0")
        self.kind = kind
        self.arrivals = arrivals
        self.nanoseconds = nanoseconds
    }

    /// The instant of the next arrival; the greatest number when it is out of reach.
    package mutating func next() -> Int64 {
        defer { count += 1 }
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
}
