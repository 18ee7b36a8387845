import JSON
import LoadGeneration

extension Load.Executor {
    /// The one form that all spellings of an executor have.
    var canonical: JSONValue {
        switch self {
        case .constantArrivalRate(let rate):
            ["rate": [.integer(rate.numerator), .integer(rate.denominator)]]
        case .rampingArrivalRate(let ramp):
            [
                "rates": [.integer(ramp.start), .integer(ramp.unit)],
                "stages": .array(
                    ramp.stages.map { [.integer($0.duration), .integer($0.target)] }
                ),
            ]
        case .constantVUs(let users): ["vus": .integer(Int64(users))]
        case .rampingVUs(let start, let stages):
            [
                "startVUs": .integer(Int64(start)),
                "stages": .array(
                    stages.map { [.integer($0.duration), .integer(Int64($0.target))] }
                ),
            ]
        case .perVUIterations(let users, let iterations):
            ["vus": .integer(Int64(users)), "each": .integer(Int64(iterations))]
        case .sharedIterations(let users, let iterations):
            ["vus": .integer(Int64(users)), "shared": .integer(Int64(iterations))]
        case .trace(let times): ["times": .array(times.map { .integer($0) })]
        }
    }
}
