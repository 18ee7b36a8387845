/// What a threshold finds in one window, or in the whole of what it looks at.
struct WindowReading: Equatable {
    /// `nil` without data.
    let reading: ThresholdReading?
    /// Since when the condition failed for good, if it did.
    let breach: Int64?
}

extension Threshold {
    /// Whether what was found is what is asked for.
    func isMet(by reading: ThresholdReading?) -> Bool {
        guard let reading else { return onNoData == .pass }
        return expression.holds(reading)
    }
}
