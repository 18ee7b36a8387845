import SimulationKernel

/// When arrivals come whose rate is a ramp: k6's closed form, solved in whole numbers.
///
/// The n-th arrival comes when the area under the ramp reaches n, in the nanosecond in which that
/// happens; what one stage leaves of an arrival is carried over to the next. Areas are counted in
/// arrivals × 2 × the ramp's unit, in which every one of them is whole. Within a stage of duration
/// d from rate a to b the area at t is (2·a·d + (b − a)·t)·t / d: the greatest t for which it is
/// not above the area of the arrival is searched for from the last one on, with exact products.
struct RampingSchedule: Sendable {
    private let ramp: RateRamp
    /// An arrival at the very end of the ramp still comes within it.
    private let lastInstant: Int64

    private var place = 0
    private var stageStart: Int64 = 0
    private var from: Int64
    /// The area before the present stage.
    private var area: UInt128 = 0
    /// The last arrival of the present stage, from its start, and how far the one before was.
    private var last: Int64 = 0
    private var gap: Int64 = 1

    init(_ ramp: RateRamp) {
        self.ramp = ramp
        lastInstant = max(0, ramp.duration - 1)
        from = ramp.start
    }

    /// The area of one arrival.
    var areaOfOne: UInt128 { 2 * UInt128(ramp.unit) }

    /// When the area reaches `target`, or nil when it never does; targets must not go down.
    mutating func instant(ofArea target: UInt128) -> Int64? {
        while place < ramp.stages.count {
            let stage = ramp.stages[place]
            let stageArea = UInt128(stage.duration) * (UInt128(from) + UInt128(stage.target))
            if stageArea > 0, target <= area + stageArea {
                let time = Slope(from, stage, stageArea)
                    .time(ofArea: target - area, after: last, guess: gap)
                gap = time - last
                last = time
                return min(stageStart + time, lastInstant)
            }
            area += stageArea
            stageStart += stage.duration
            from = stage.target
            place += 1
            last = 0
            gap = 1
        }
        return nil
    }
}

/// One stage as a function from time to area.
private struct Slope {
    let from: Int64
    let change: Int128
    let duration: Int64
    /// The factor of the first power of time.
    let linear: Int128
    /// True when all products fit in 128 bits.
    let isNarrow: Bool

    init(_ from: Int64, _ stage: RateRamp.Stage, _ area: UInt128) {
        self.from = from
        duration = stage.duration
        change = Int128(stage.target) - Int128(from)
        linear = 2 * Int128(from) * Int128(stage.duration)
        isNarrow = !area.multipliedReportingOverflow(by: UInt128(stage.duration)).overflow
    }

    /// The greatest time at which the area is at most `area`; it is not before `last`.
    ///
    /// Arrivals in a row are about as far from each other, so looking begins at `guess` from the
    /// last one and goes on from there in steps that double, then in halves.
    func time(ofArea area: UInt128, after last: Int64, guess: Int64) -> Int64 {
        if change == 0 { return Int64(area / (2 * UInt128(from))) }
        var low = last
        var high = last + min(guess, duration - last)
        var step: Int64 = 1
        if isReached(high, area) {
            low = high
            while low < duration {
                high = low + min(step, duration - low)
                guard isReached(high, area) else { break }
                low = high
                step = step.addingSaturating(step)
            }
            if low == duration { return duration }
        } else {
            while high - low > step {
                guard !isReached(high - step, area) else {
                    low = high - step
                    break
                }
                high -= step
                step *= 2
            }
        }
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if isReached(middle, area) { low = middle } else { high = middle }
        }
        return low
    }

    /// Whether a time is not after the one at which the area is reached.
    private func isReached(_ time: Int64, _ area: UInt128) -> Bool {
        let factor = UInt128(linear + change * Int128(time))
        if isNarrow { return factor * UInt128(time) <= area * UInt128(duration) }
        let left = factor.multipliedFullWidth(by: UInt128(time))
        let right = area.multipliedFullWidth(by: UInt128(duration))
        return (left.high, left.low) <= (right.high, right.low)
    }
}
