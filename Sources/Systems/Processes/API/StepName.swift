/// How requests call a step, its task or its incident: `pump-17:operator:0`.
///
/// The instance, the process and how often the process had begun before in this instance. Read
/// from its end, since an instance may have a colon in its id and a process may not.
struct StepName: Equatable {
    let instance: String
    let process: String
    let visit: Int

    init(instance: String, process: String, visit: Int) {
        self.instance = instance
        self.process = process
        self.visit = visit
    }

    /// Reads a name; nil for a text that is none.
    init?(_ text: String) {
        guard let last = text.lastIndex(of: ":"),
            let first = text[..<last].lastIndex(of: ":"),
            first > text.startIndex
        else { return nil }
        let digits = text[text.index(after: last)...]
        // One text a step: no sign, no zeros in front.
        guard let visit = Int(digits), visit >= 0, "\(visit)" == digits else { return nil }
        let process = text[text.index(after: first)..<last]
        guard !process.isEmpty else { return nil }
        self.init(instance: String(text[..<first]), process: String(process), visit: visit)
    }

    var text: String { "\(instance):\(process):\(visit)" }
}
