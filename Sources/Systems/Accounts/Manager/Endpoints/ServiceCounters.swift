import Synchronization

/// What one process of the service has counted for Prometheus; lost with it.
final class ServiceCounters: Sendable {
    private struct Allocations {
        let purpose: AccountPurpose
        let service: String
        let isAllocated: Bool
        var count = 0
    }

    private struct Counts {
        /// In the order in which they came up; few.
        var allocations: [Allocations] = []
        var errors: [Int] = Array(repeating: 0, count: AccountErrorKind.allCases.count)
        /// How many allocations took at most as long as the bounds say; the last is without one.
        var durations: [Int] = Array(repeating: 0, count: MetricsText.durationBounds.count + 1)
        var nanoseconds: Int64 = 0

        /// Services beyond a number share a line, as every label has its price.
        mutating func place(
            of purpose: AccountPurpose,
            _ service: String,
            _ isAllocated: Bool
        ) -> Int {
            var place = 0
            while place < allocations.count {
                if allocations[place].isAllocated == isAllocated,
                    allocations[place].purpose == purpose, allocations[place].service == service
                {
                    return place
                }
                place += 1
            }
            if place >= 100, service != "other" {
                return self.place(of: purpose, "other", isAllocated)
            }
            allocations.append(
                Allocations(purpose: purpose, service: service, isAllocated: isAllocated)
            )
            return place
        }
    }

    private let counts = Mutex(Counts())

    func countAllocation(
        purpose: AccountPurpose,
        service: String,
        isAllocated: Bool,
        nanoseconds: Int64
    ) {
        counts.withLock { counts in
            let place = counts.place(of: purpose, service, isAllocated)
            counts.allocations[place].count += 1
            var bound = 0
            while bound < MetricsText.durationBounds.count,
                nanoseconds > MetricsText.durationBounds[bound].nanoseconds
            {
                bound += 1
            }
            counts.durations[bound] += 1
            counts.nanoseconds += nanoseconds
        }
    }

    func countError(_ kind: AccountErrorKind) {
        guard let place = AccountErrorKind.allCases.firstIndex(of: kind) else { return }
        counts.withLock { $0.errors[place] += 1 }
    }

    /// The counters in Prometheus' text form.
    var text: String {
        let counts = counts.withLock { $0 }
        let allocations = counts.allocations.map { line in
            (
                labels: MetricsText.labels([
                    ("service", line.service), ("purpose", line.purpose.rawValue),
                    ("status", line.isAllocated ? "success" : "failed"),
                ]),
                value: "\(line.count)"
            )
        }
        let errors = zip(AccountErrorKind.allCases, counts.errors).filter { $0.1 > 0 }.map {
            (labels: MetricsText.labels([("error_type", $0.0.rawValue)]), value: "\($0.1)")
        }
        return MetricsText.metric(
            "allocations_total",
            "counter",
            "Total account allocations",
            allocations
        )
            + MetricsText.metric("errors_total", "counter", "Total account errors", errors)
            + MetricsText.durations(counts.durations, nanoseconds: counts.nanoseconds)
    }
}
