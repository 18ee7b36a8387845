/// Why a value is not what its key takes.
struct ValueProblem: Error, Equatable {
    /// In lower case and without a full stop.
    let message: String
    /// What to write instead, where that can be guessed.
    let hint: String?

    init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }
}
