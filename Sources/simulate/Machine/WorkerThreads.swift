import Foundation
import Synchronization

/// Does independent runs side by side on threads.
///
/// What comes back is in the order of the runs and the same for any number of threads: a run
/// shares nothing with another.
package enum WorkerThreads {
    /// Beyond this many runs at a time it is memory and not processors that there is too little of.
    private static let mostThreads = 16

    /// As long as anything else needs; threads beside the first get little where nobody asks.
    private static let stackBytes = 8 << 20

    /// How many threads there are where nobody says.
    static var usual: Int {
        max(1, min(ProcessInfo.processInfo.activeProcessorCount, mostThreads))
    }

    /// The results of `count` runs; nil for those that `body` gives nil for.
    ///
    /// Runs begin in their order. The calling thread takes part.
    package static func map<Result: Sendable>(
        _ count: Int,
        threads: Int,
        _ body: @escaping @Sendable (Int) -> Result?
    ) -> [Result?] {
        let board = Board<Result>(count)
        let others = max(0, min(threads, count) - 1)
        let finished = DispatchSemaphore(value: 0)
        for _ in 0..<others {
            let thread = Thread {
                board.work(body)
                finished.signal()
            }
            thread.stackSize = stackBytes
            thread.start()
        }
        board.work(body)
        for _ in 0..<others { finished.wait() }
        return board.results
    }

    /// Where threads take runs from and put results.
    private final class Board<Result: Sendable>: Sendable {
        private let count: Int
        private let taken = Atomic(0)
        private let places: Mutex<[Result?]>

        init(_ count: Int) {
            self.count = count
            places = Mutex([Result?](repeating: nil, count: count))
        }

        var results: [Result?] { places.withLock { $0 } }

        func work(_ body: @Sendable (Int) -> Result?) {
            while true {
                let number = taken.wrappingAdd(1, ordering: .relaxed).oldValue
                guard number < count else { return }
                let result = body(number)
                places.withLock { $0[number] = result }
            }
        }
    }
}
