@testable import Systems

/// One change of a small table of accounts, or one question to it.
enum TableStep: Sendable {
    case allocate(service: Int, user: Int, AccountPurpose, channel: Int?, preferred: Int?)
    case lose(service: Int, user: Int, AccountPurpose, excluded: [Int])
    case claim(row: Int, service: Int)
    case unclaim(row: Int, service: Int)
    case release(row: Int)
    case record(row: Int, invites: Int, messages: Int, channel: Int)
    case fail(row: Int, AccountStatus, seconds: Int64?)
    case recover(row: Int)
    case deactivate(row: Int, Bool)
    case advance(seconds: Int64)
    case resetDay(clearsTotals: Bool)

    static let services = ["parsing-service", "invite-service", "a service with a longer name"]
    static let channels = ["one", "two", "three"]
    static let users: [Int64] = [7, 8]
    static let rows = 12
}

/// Steps that meet each other often, so that rare states come up.
struct TableStepGenerator {
    private var chance: UInt64

    init(seed: UInt64) {
        chance = seed
    }

    mutating func next() -> TableStep {
        switch below(20) {
        case 0...5: allocation()
        case 6: loss()
        case 7: .claim(row: row(), service: below(3))
        case 8: .unclaim(row: row(), service: below(3))
        case 9...10: .release(row: row())
        case 11...14:
            .record(row: row(), invites: below(3), messages: below(2), channel: below(3))
        case 15: failure()
        case 16: below(3) > 0 ? .recover(row: row()) : .deactivate(row: row(), below(3) == 0)
        case 17...18: .advance(seconds: [1, 60, 600, 3600, 40_000][below(5)])
        default: below(8) == 0 ? .resetDay(clearsTotals: below(2) == 0) : .advance(seconds: 30)
        }
    }

    private mutating func allocation() -> TableStep {
        .allocate(
            service: below(3),
            user: below(2),
            purpose(),
            channel: below(3) > 0 ? below(3) : nil,
            preferred: below(6) == 0 ? row() : nil
        )
    }

    private mutating func loss() -> TableStep {
        let excluded = (0..<below(6)).map { _ in row() }
        return .lose(service: below(3), user: below(2), purpose(), excluded: excluded)
    }

    private mutating func failure() -> TableStep {
        let statuses: [AccountStatus] = [.floodWait, .blocked, .active, .disabled]
        let status = statuses[min(below(13) / 4, 3)]
        return .fail(row: row(), status, seconds: below(5) > 0 ? Int64(60 * below(60)) : nil)
    }

    private mutating func purpose() -> AccountPurpose {
        AccountPurpose.allCases[[0, 0, 0, 1, 2, 3, 4][below(7)]]
    }

    private mutating func row() -> Int { below(TableStep.rows) }

    /// The next number below a bound (Steele and others, "Fast Splittable Pseudorandom Number
    /// Generators", 2014).
    private mutating func below(_ bound: Int) -> Int {
        chance &+= 0x9E37_79B9_7F4A_7C15
        var mixed = chance
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ mixed >> 31) % UInt64(bound))
    }
}
