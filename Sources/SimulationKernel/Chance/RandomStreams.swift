/// All chance of a run: one stream per component and purpose, derived from the seed and its name.
///
/// A new stream moves no other one, so adding a worker or a fault leaves the arrivals as they were.
package struct RandomStreams: Sendable {
    private let seed: UInt64

    init(seed: UInt64) {
        self.seed = seed
    }

    /// The stream of a name, such as `load.activations.arrivals`.
    package func stream(_ name: String) -> RandomStream {
        let digest = Fingerprint.digest(of: name)
        let (key, _) = Philox.block(key: seed, counter: (digest, UInt64(name.utf8.count)))
        return RandomStream(key: key)
    }
}

/// Random numbers that are functions of an entity and a number: `draw(entity, n)`.
///
/// The same entity gets the same numbers whatever happens around it, which pairs the tasks of two
/// variants of a scenario (common random numbers) and lets a failing case shrink.
package struct RandomStream: Sendable {
    private let key: UInt64

    init(key: UInt64) {
        self.key = key
    }

    /// The `n`-th number of an entity: 64 random bits.
    package func draw(entity: UInt64, n: UInt64 = 0) -> UInt64 {
        Philox.block(key: key, counter: (entity, n)).0
    }

    /// A pair of independent numbers, for the price of one.
    package func pair(entity: UInt64, n: UInt64) -> (UInt64, UInt64) {
        Philox.block(key: key, counter: (entity, n))
    }

    /// A number in (0, 1], in steps of 2⁻⁵³; never 0, so that its logarithm exists.
    package func unit(entity: UInt64, n: UInt64 = 0) -> Double {
        Self.unit(draw(entity: entity, n: n))
    }

    /// 64 random bits as a number in (0, 1].
    package static func unit(_ bits: UInt64) -> Double {
        Double((bits >> 11) + 1) * 0x1p-53
    }

    /// A whole number in `0 ..< bound`, every one equally likely.
    ///
    /// Lemire's multiplication with rejection ("Fast Random Integer Generation in an Interval",
    /// 2019); rejected draws go on in the upper half of the numbers of the entity.
    package func below(_ bound: UInt64, entity: UInt64, n: UInt64 = 0) -> UInt64 {
        precondition(bound > 0, "there is no number below 0")
        var attempt = n
        var product = draw(entity: entity, n: attempt).multipliedFullWidth(by: bound)
        if product.low < bound {
            let floor = (0 &- bound) % bound
            while product.low < floor {
                attempt &+= 1 << 32
                product = draw(entity: entity, n: attempt).multipliedFullWidth(by: bound)
            }
        }
        return product.high
    }

    /// True with a probability.
    package func happens(_ probability: Probability, entity: UInt64, n: UInt64 = 0) -> Bool {
        probability.covers(draw(entity: entity, n: n))
    }
}
