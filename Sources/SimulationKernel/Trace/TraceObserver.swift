/// Sees every event of a run as it happens, for traces and for finding where two runs part.
package protocol TraceObserver: AnyObject {
    /// Called before the event's handler; must not change the run.
    func observe(time: Int64, code: Int32, argument: Int)
}
