/// A measured figure that is compared with a limit, in nanoseconds for times.
enum ThresholdReading: Equatable {
    /// Compared as an integer, exactly.
    case whole(Int64)
    case real(Double)

    var number: Double {
        switch self {
        case .whole(let value): Double(value)
        case .real(let value): value
        }
    }
}
