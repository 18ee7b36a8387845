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

    func contains(_ reason: Reason, in set: Int32) -> Bool {
        set != Self.none && sets[Int(set)].contains(reason)
    }

    mutating func adding(_ reason: Reason, to set: Int32) -> Int32 {
        let reasons = sets[Int(set)]
        guard !reasons.contains(reason) else { return set }
        return number(of: (reasons + [reason]).sorted())
    }

    mutating func removing(_ reason: Reason, from set: Int32) -> Int32 {
        let reasons = sets[Int(set)]
        guard reasons.contains(reason) else { return set }
        return reasons.count == 1 ? Self.none : number(of: reasons.filter { $0 != reason })
    }

    /// The set with the same claims, and with exactly these channels.
    mutating func replacingChannels(in set: Int32, by channels: [Reason]) -> Int32 {
        if channels.isEmpty, set == Self.none { return set }
        let reasons = sets[Int(set)]
        if channels.isEmpty, reasons.allSatisfy(Self.isClaim) { return set }
        let claims = reasons.filter(Self.isClaim)
        return number(of: Array(Swift.Set(claims + channels)).sorted())
    }

    private mutating func number(of reasons: [Reason]) -> Int32 {
        if let number = numbers[reasons] { return number }
        let number = Int32(sets.count)
        sets.append(reasons)
        numbers[reasons] = number
        return number
    }
}
