import Foundation

/// The shortest part of a failing list of steps that still fails, as far as leaving out halves,
/// quarters and so on down to single steps finds it (Zeller, "Simplifying and Isolating
/// Failure-Inducing Input", 2002).
package func shrunk<Step>(_ steps: [Step], while isFailing: ([Step]) -> Bool) -> [Step] {
    var shortest = steps
    var size = steps.count / 2
    while size > 0 {
        var start = 0
        while start < shortest.count {
            var shorter = shortest
            shorter.removeSubrange(start..<min(start + size, shorter.count))
            if isFailing(shorter) { shortest = shorter } else { start += size }
        }
        size /= 2
    }
    return shortest
}

/// How many random steps a test takes: as many as the environment says, a million in release
/// builds, and else `debug`.
package func randomStepCount(_ variable: String, debug: Int) -> Int {
    if let count = ProcessInfo.processInfo.environment[variable].flatMap(Int.init) { return count }
    #if DEBUG
    return debug
    #else
    return 1_000_000
    #endif
}
