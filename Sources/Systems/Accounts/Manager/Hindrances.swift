/// What keeps a row from some allocations and not from others, as numbered sets.
///
/// A service that is about to lock an account does not pick it again; an account that has used up
/// a channel does not serve it. Rows with the same hindrances stand together, so that an
/// allocation passes over all of them at once.
struct Hindrances: Sendable {
    /// One reason: a service's claim is even, a channel odd.
    typealias Reason = Int32

    /// The set without any.
    static let none: Int32 = 0

    static func claim(ofService number: Int32) -> Reason { number * 2 }
    static func channel(_ number: Int32) -> Reason { number * 2 + 1 }
    private static func isClaim(_ reason: Reason) -> Bool { reason % 2 == 0 }

    /// Each ascending, without doubles.
    private var sets: [[Reason]] = [[]]
    private var numbers: [[Reason]: Int32] = [[]: 0]
    /// The set of one reason that was asked for last, and often is again.
    private var last: (reason: Reason, set: Int32)?

    func contains(_ reason: Reason, in set: Int32) -> Bool {
        set != Self.none && sets[Int(set)].contains(reason)
    }

    mutating func adding(_ reason: Reason, to set: Int32) -> Int32 {
        if set == Self.none { return single(reason) }
        let reasons = sets[Int(set)]
        guard !reasons.contains(reason) else { return set }
        return number(of: (reasons + [reason]).sorted())
    }

    mutating func removing(_ reason: Reason, from set: Int32) -> Int32 {
        guard contains(reason, in: set) else { return set }
        if sets[Int(set)].count == 1 { return Self.none }
        return number(of: sets[Int(set)].filter { $0 != reason })
    }

    private mutating func single(_ reason: Reason) -> Int32 {
        if let last, last.reason == reason { return last.set }
        let set = number(of: [reason])
        last = (reason, set)
        return set
    }

    /// The set with the same claims, and with exactly these channels.
    mutating func replacingChannels(in set: Int32, by channels: [Reason]) -> Int32 {
        if channels.isEmpty, set == Self.none { return set }
        if channels.isEmpty, isClaims(set) { return set }
        let claims = sets[Int(set)].filter(Self.isClaim)
        return number(of: Array(Set(claims + channels)).sorted())
    }

    private func isClaims(_ set: Int32) -> Bool {
        for reason in sets[Int(set)] where !Self.isClaim(reason) { return false }
        return true
    }

    private mutating func number(of reasons: [Reason]) -> Int32 {
        if let number = numbers[reasons] { return number }
        let number = Int32(sets.count)
        sets.append(reasons)
        numbers[reasons] = number
        return number
    }
}
