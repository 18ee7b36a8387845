/// What decides about an account beside its rest: rows that agree in it share a heap.
///
/// Ascending keys are the order of allocation: invites, then messages.
struct UsageKey: Sendable, Comparable {
    private let bits: UInt64

    /// Counts that no limit comes near are all the same.
    init(invites: Int, messages: Int, hasErrors: Bool) {
        let highest = 0x7FFF_FFFF
        let invites = UInt64(min(max(invites, 0), highest))
        let messages = UInt64(min(max(messages, 0), highest))
        bits = invites << 32 | messages << 1 | (hasErrors ? 1 : 0)
    }

    var invites: Int { Int(bits >> 32) }
    var messages: Int { Int(bits >> 1 & 0x7FFF_FFFF) }
    var hasErrors: Bool { bits & 1 == 1 }

    /// Without the errors, which are no part of the order.
    func precedesInOrder(_ other: UsageKey) -> Bool { bits >> 1 < other.bits >> 1 }

    static func < (left: UsageKey, right: UsageKey) -> Bool { left.bits < right.bits }
}
