import Infrastructure
private import SimulationKernel

/// Identifiers drawn from the seed: the same task gets the same one in every run.
package struct SimulatedIdentifiers: IdentifierGenerator {
    private let stream: RandomStream
    private let simulation: Simulation
    private let ledger: TaskLedger

    package init(world: SimulatedWorld) {
        stream = world.simulation.random.stream("identifiers")
        simulation = world.simulation
        ledger = world.ledger
    }

    package func uuid() -> String {
        let (entity, n) = ledger.draw(for: simulation.context)
        let (high, low) = stream.pair(entity: entity, n: n)
        return UUIDText.version4(high, low)
    }
}

/// The text of UUIDs (RFC 9562, section 5.4).
package enum UUIDText {
    /// A UUID of version 4 from 128 random bits, six of which give way to version and variant.
    package static func version4(_ high: UInt64, _ low: UInt64) -> String {
        let high = high & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low = low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        return unsafe String(unsafeUninitializedCapacity: 36) { buffer in
            var place = 0
            for (word, dashes) in [(high, [32, 16]), (low, [64, 48])] {
                for shift in stride(from: 60, through: 0, by: -4) {
                    if dashes.contains(shift + 4) {
                        unsafe buffer[place] = UInt8(ascii: "-")
                        place += 1
                    }
                    let digit = UInt8(truncatingIfNeeded: word >> UInt64(shift) & 15)
                    unsafe buffer[place] = digit < 10 ? 48 + digit : 87 + digit
                    place += 1
                }
            }
            return place
        }
    }
}
