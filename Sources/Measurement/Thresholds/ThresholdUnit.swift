/// What may stand behind a threshold's number.
package enum ThresholdUnit: String, Sendable, CaseIterable {
    case nanoseconds = "ns"
    case microseconds = "us"
    case milliseconds = "ms"
    case seconds = "s"
    case minutes = "m"
    case hours = "h"
    case percent = "%"
    case perSecond = "/s"

    /// Nanoseconds in one; `nil` if it is no unit of time.
    package var nanoseconds: Int64? {
        switch self {
        case .nanoseconds: 1
        case .microseconds: 1_000
        case .milliseconds: 1_000_000
        case .seconds: 1_000_000_000
        case .minutes: 60_000_000_000
        case .hours: 3_600_000_000_000
        case .percent, .perSecond: nil
        }
    }
}
