import InMemoryInfrastructure
import Infrastructure

/// Follows tasks for the faults that wait for an event, and passes everything on.
///
/// Only a run with such faults has one.
final class FaultTrigger: TaskObserver, @unchecked Sendable {
    private let observer: any TaskObserver
    private let faults: FaultDriver

    init(_ observer: any TaskObserver, faults: FaultDriver) {
        self.observer = observer
        self.faults = faults
    }

    func taskArrived() { observer.taskArrived() }

    func taskAccepted(inFlight: Int) {
        observer.taskAccepted(inFlight: inFlight)
        faults.note(.taskAccepted)
    }

    func taskRejected() {
        observer.taskRejected()
        faults.note(.taskRejected)
    }

    func taskBegan() {
        observer.taskBegan()
        faults.note(.taskBegan)
    }

    func taskDuplicated() { observer.taskDuplicated() }

    func taskEnded(_ end: TaskEnd, _ task: LedgerTask, inFlight: Int) {
        observer.taskEnded(end, task, inFlight: inFlight)
        faults.note(end == .lost ? .taskLost : .taskFinished)
    }

    func contextClosed(_ context: Int32) { observer.contextClosed(context) }
}
