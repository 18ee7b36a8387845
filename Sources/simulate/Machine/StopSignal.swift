import Foundation
import Synchronization

/// Which signal asked for the end of the run; 0 for none.
private let received = Atomic<Int32>(0)

/// The process that a signal is passed on to; 0 for none.
private let successor = Atomic<Int32>(0)

/// The wish of a user or of a pipeline that the run should end now.
///
/// The first signal lets the run end by itself, so that a partial report can be written. The
/// second ends the process where it is.
enum StopSignal {
    /// Listens to SIGINT and SIGTERM from now on.
    static func listen() {
        // Touched here, so that no handler is the first to do it.
        received.store(0, ordering: .relaxed)
        successor.store(0, ordering: .relaxed)
        for number in [SIGINT, SIGTERM] {
            var action = sigaction()
            let handler: @convention(c) (Int32) -> Void = { number in
                let child = successor.load(ordering: .relaxed)
                if child != 0 { kill(child, number) }
                if received.exchange(number, ordering: .relaxed) != 0 { _exit(128 + number) }
            }
            #if canImport(Darwin)
            unsafe action.__sigaction_u.__sa_handler = handler
            #else
            unsafe action.__sigaction_handler.sa_handler = handler
            #endif
            // What the process waits for goes on; whoever runs a scenario looks by itself.
            action.sa_flags = SA_RESTART
            _ = unsafe sigaction(number, &action, nil)
        }
    }

    /// Passes signals on to a process that does the work of this one; 0 for none.
    static func passOn(to process: Int32) {
        successor.store(process, ordering: .relaxed)
        let number = received.load(ordering: .relaxed)
        if process != 0, number != 0 { kill(process, number) }
    }

    static var isRaised: Bool { received.load(ordering: .relaxed) != 0 }

    /// What the process ends with because of it; nil for no signal.
    static var exitCode: ExitCode? {
        switch received.load(ordering: .relaxed) {
        case SIGINT: .interrupted
        case SIGTERM: .terminated
        default: nil
        }
    }
}
