/// How likely something is, as an exact share of 2⁶⁴ outcomes.
package struct Probability: Sendable, Equatable {
    package static let never = Probability(numerator: 0, denominator: 1)
    package static let always = Probability(numerator: 1, denominator: 1)

    /// Draws below this count as a hit; nil stands for 2⁶⁴, which is every draw.
    private let threshold: UInt64?

    /// The probability `numerator / denominator`, at most 1.
    package init(numerator: UInt64, denominator: UInt64) {
        precondition(denominator > 0 && numerator <= denominator, "a probability is from 0 to 1")
        if numerator == denominator {
            threshold = nil
        } else {
            threshold = denominator.dividingFullWidth((numerator, 0)).quotient
        }
    }

    /// What to ask for one after the other until something happens, so that each thing happens with
    /// its share of all cases; nil when the shares are more than all.
    package static func inTurn(_ shares: [Probability]) -> [Probability]? {
        let whole = UInt128(1) << 64
        var rest = whole
        var chances: [Probability] = []
        for share in shares {
            let part = share.threshold.map { UInt128($0) } ?? whole
            guard part <= rest else { return nil }
            if part == rest || part == 0 {
                chances.append(part == 0 ? .never : .always)
            } else {
                chances.append(Probability(threshold: UInt64((part << 64) / rest)))
            }
            rest -= part
        }
        return chances
    }

    private init(threshold: UInt64) {
        self.threshold = threshold
    }

    /// True for the share of all draws that the probability says.
    package func covers(_ draw: UInt64) -> Bool {
        guard let threshold else { return true }
        return draw < threshold
    }

    /// True when nothing ever happens with this probability.
    package var isZero: Bool { threshold == 0 }
}
