/// A clock that stands still until the kernel moves it.
///
/// Generic code that sleeps on `any Clock` leaves its actor for the sleep; run it inside
/// `withTaskExecutorPreference(simulation)`, which brings it back to the simulation. The methods
/// of this type itself need no such care.
package struct SimulationClock: Clock {
    /// Nanoseconds of virtual time since the start of the run.
    package struct Instant: InstantProtocol {
        package let nanoseconds: Int64

        package init(nanoseconds: Int64) {
            self.nanoseconds = nanoseconds
        }

        package func advanced(by duration: Duration) -> Instant {
            Instant(nanoseconds: nanoseconds.addingSaturating(duration.wholeNanoseconds))
        }

        package func duration(to other: Instant) -> Duration {
            .nanoseconds(other.nanoseconds) - .nanoseconds(nanoseconds)
        }

        package static func < (left: Instant, right: Instant) -> Bool {
            left.nanoseconds < right.nanoseconds
        }
    }

    private let simulation: Simulation

    package init(_ simulation: Simulation) {
        self.simulation = simulation
    }

    package var now: Instant { Instant(nanoseconds: simulation.now) }
    package var minimumResolution: Duration { .nanoseconds(1) }

    /// Waits for an instant, exactly; virtual time needs no tolerance.
    package func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
        try await simulation.sleep(until: deadline.nanoseconds)
    }

    /// Waits for a duration, exactly.
    package func sleep(for duration: Duration) async throws {
        try await simulation.sleep(for: duration.wholeNanoseconds)
    }
}

extension Duration {
    /// The duration in whole nanoseconds, towards zero; the nearest number where it would not fit.
    package var wholeNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return seconds < 0 ? .min : .max }
        return product.addingSaturating(attoseconds / 1_000_000_000)
    }
}
