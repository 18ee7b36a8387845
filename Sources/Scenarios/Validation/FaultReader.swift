import Infrastructure
import JSON

/// Reads the faults of a file.
struct FaultReader {
    let sections: SectionReader

    /// The processes of the systems that run; one that a number follows has a count.
    let processes: [ProcessNames]

    /// False where a system could not be read, so that targets of it may be unknown.
    let isComplete: Bool

    /// When load ends, if that is known; no fault strikes from then on.
    let loadEnd: Int64?

    private var report: DiagnosticReport { sections.report }

    /// The faults that could be read, in the order of the file.
    func read(_ nodes: [JSONNode]) -> [Fault] {
        nodes.enumerated().compactMap { index, node in
            read(node, at: "faults".extended(by: index))
        }
    }

    private func read(_ node: JSONNode, at path: String) -> Fault? {
        let values = sections.read(node, FaultTable.keys, at: path)
        let moment = moment(of: values, at: path)
        let target = target(of: values, at: path)
        guard let moment, let target, let kind = values.text("kind").flatMap(Fault.Kind.init)
        else { return nil }
        return Fault(
            at: moment,
            kind: kind,
            target: target,
            duration: values.duration("for"),
            position: node.position
        )
    }

    private func moment(of values: ConfigurationValues, at path: String) -> Fault.Moment? {
        let path = path.extended(by: "at")
        if let instant = values.duration("at") {
            if let loadEnd, instant >= loadEnd, let position = values.position("at") {
                report.warning(
                    "the fault never strikes, since load ends at "
                        + DurationText.text(loadEnd),
                    at: position,
                    path: path
                )
            }
            return .instant(instant)
        }
        guard let node = values.node("at") else { return nil }
        let event = sections.read(node, FaultTable.eventKeys, at: path)
        guard let name = event.text("event").flatMap(FaultEvent.init), !event.failed("nth") else {
            return nil
        }
        return .event(name, nth: Int64(event.count("nth") ?? 1))
    }

    private func target(of values: ConfigurationValues, at path: String) -> String? {
        guard let name = values.text("target"), let position = values.position("target") else {
            return nil
        }
        if processes.contains(where: { $0.contains(name) }) { return name }
        guard isComplete else { return nil }
        let names = processes.flatMap(\.examples)
        let path = path.extended(by: "target")
        let stem = String(name.prefix { $0 != "[" })
        if let process = processes.first(where: { $0.name == stem }) {
            report.error(process.problem(with: name), at: position, path: path)
        } else if ["broker", "store"].contains(name) {
            report.error(
                "the target \(Quotation.quoted(name)) is not available in this version",
                at: position,
                path: path,
                hint: Suggestion.list(of: names)
            )
        } else {
            report.error(
                "unknown target \(Quotation.quoted(name))",
                at: position,
                path: path,
                hint: Suggestion.hint(for: name, among: names)
            )
        }
        return nil
    }
}

/// The processes of a system that have one name.
package struct ProcessNames: Sendable {
    package let name: String

    /// How many there are, numbered from 0; nil for a single one without a number.
    package let count: Int?

    package init(_ name: String, count: Int? = nil) {
        self.name = name
        self.count = count
    }

    /// One name that stands for all: `workers[n]`.
    var pattern: String { count == nil ? name : name + "[n]" }

    /// Names that stand for all, for hints.
    var examples: [String] {
        guard let count else { return [name] }
        return count == 1 ? ["\(name)[0]"] : ["\(name)[0]", "\(name)[\(count - 1)]"]
    }

    func contains(_ text: String) -> Bool {
        guard let count else { return text == name }
        guard let number = number(in: text) else { return false }
        return number < count && text == "\(name)[\(number)]"
    }

    /// What is wrong with a target that begins with this name.
    func problem(with text: String) -> String {
        let quoted = Quotation.quoted(text)
        guard let count else { return "unknown target \(quoted): \(name) is a single process" }
        let range =
            count == 1
            ? "there is only \(name)[0]"
            : "they are \(name)[0] to "
                + "\(name)[\(count - 1)]"
        guard number(in: text) != nil else { return "\(quoted) has no number; \(range)" }
        return "there is no \(quoted); \(range)"
    }

    private func number(in text: String) -> Int? {
        let digits = text.dropFirst(name.count)
        guard digits.hasPrefix("["), digits.hasSuffix("]") else { return nil }
        return Int(digits.dropFirst().dropLast()).flatMap { $0 < 0 ? nil : $0 }
    }
}
