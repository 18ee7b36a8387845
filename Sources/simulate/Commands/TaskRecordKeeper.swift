import Measurement
import Scenarios

/// Keeps what became of every task of a run, to be compared with another run.
final class TaskRecordKeeper: TaskSink, @unchecked Sendable {
    /// Filled on the thread of the run, and read when that is over.
    private(set) var records = TaskRecords()

    func taskEnded(_ timeline: TaskTimeline) {
        records.add(timeline)
    }
}
