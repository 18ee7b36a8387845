import Infrastructure
import JSON
import SimulationKernel

/// Reads the values that have no parts.
enum ValueReader {
    static func read(_ node: JSONNode, as kind: SchemaKind) throws(ValueProblem) -> CheckedValue {
        switch kind {
        case .version: try version(node)
        case .name(let pattern): try name(node, pattern)
        case .seed: try seed(node)
        case .duration(let allowsZero): try duration(node, allowsZero: allowsZero)
        case .durationOr(let word, let allowsZero): try duration(node, or: word, allowsZero)
        case .probability: try ProbabilityValue.read(node)
        case .count(let least, let most): try count(node, from: least, to: most)
        case .rate: try rate(node)
        case .number(let range): try number(node, range)
        case .moment: try moment(node)
        case .flag: try flag(node)
        case .text: try text(node)
        case .choice(let names, let later): try choice(node, names, later)
        case .distribution, .section, .row, .map, .list, .threshold, .window, .scalar, .json,
            .template, .steps:
            CheckedValue(value: .node(node), canonical: node.jsonValue())
        }
    }

    private static func version(_ node: JSONNode) throws(ValueProblem) -> CheckedValue {
        guard case .number(let number) = node.value, let version = number.int64 else {
            throw expected("the version 1", node)
        }
        guard version == 1 else {
            throw ValueProblem(
                "version \(version) is not known",
                hint: "this program reads version 1"
            )
        }
        return CheckedValue(value: .count(1), canonical: 1)
    }

    static func name(
        _ node: JSONNode,
        _ pattern: NamePattern
    ) throws(ValueProblem) -> CheckedValue {
        guard case .string(let name) = node.value else { throw expected("a name", node) }
        guard pattern.matches(name) else {
            throw ValueProblem(
                "the name \(Quotation.quoted(name)) does not match \(pattern.expression)"
            )
        }
        return CheckedValue(value: .text(name), canonical: .string(name))
    }

    private static func seed(_ node: JSONNode) throws(ValueProblem) -> CheckedValue {
        guard case .number(let number) = node.value, let seed = number.uint64 else {
            throw expected("a seed, which is a whole number from 0 to \(UInt64.max)", node)
        }
        let canonical = Int64(exactly: seed).map { JSONValue.integer($0) }
        return CheckedValue(value: .seed(seed), canonical: canonical ?? .string("\(seed)"))
    }

    static func duration(
        _ node: JSONNode,
        allowsZero: Bool
    ) throws(ValueProblem) -> CheckedValue {
        guard case .string(let text) = node.value else {
            guard case .number = node.value else {
                throw expected("a duration such as \"60s\"", node)
            }
            throw ValueProblem(
                "a duration needs a unit, found \(Quotation.found(node))",
                hint: "write \"60s\", or another of ns, us, ms, s, m, h"
            )
        }
        let nanoseconds: Int64
        do throws(DurationProblem) {
            nanoseconds = try DurationText.nanoseconds(text)
        } catch {
            throw ValueProblem(error.message, hint: error.hint)
        }
        guard nanoseconds > 0 || allowsZero else {
            throw ValueProblem("the duration must be above zero")
        }
        return CheckedValue(value: .duration(nanoseconds), canonical: .integer(nanoseconds))
    }

    private static func moment(_ node: JSONNode) throws(ValueProblem) -> CheckedValue {
        switch node.value {
        case .object: return CheckedValue(value: .node(node), canonical: node.jsonValue())
        case .string, .number: return try duration(node, allowsZero: true)
        default:
            throw ValueProblem(
                "expected an instant or an event, found \(Quotation.found(node))",
                hint: "write \"30s\" or {\"event\": \"task.began\", \"nth\": 5}"
            )
        }
    }

    private static func duration(
        _ node: JSONNode,
        or word: String,
        _ allowsZero: Bool
    ) throws(ValueProblem) -> CheckedValue {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        guard case .string(let text) = node.value, let first = text.utf8.first,
            letters.contains(first | 0x20)
        else { return try duration(node, allowsZero: allowsZero) }
        guard text == word else {
            throw ValueProblem(
                "expected a duration or \(Quotation.quoted(word)), found "
                    + Quotation.quoted(text),
                hint: Suggestion.nearest(to: text, among: [word]).map(Suggestion.question)
                    ?? "write a number and a unit, as in \"60s\""
            )
        }
        return CheckedValue(value: .text(text), canonical: .string(text))
    }

    private static func count(
        _ node: JSONNode,
        from least: Int64,
        to most: Int64
    ) throws(ValueProblem) -> CheckedValue {
        guard case .number(let number) = node.value else {
            throw expected("a whole number", node)
        }
        if let count = number.int64, count >= least, count <= most {
            return CheckedValue(value: .count(count), canonical: .integer(count))
        }
        let isWhole = number.decimal.map { $0.scale <= 0 } ?? ((number.double ?? 1e300) >= 1e15)
        guard isWhole else { throw expected("a whole number", node) }
        throw ValueProblem(
            "expected a whole number from \(least) to \(most), found "
                + Quotation.found(node)
        )
    }

    private static func rate(_ node: JSONNode) throws(ValueProblem) -> CheckedValue {
        guard case .number(let number) = node.value else {
            throw ValueProblem(
                "expected a number, found \(Quotation.found(node))",
                hint: "write the arrivals in each \"timeUnit\", which is \"1s\" if left out"
            )
        }
        return CheckedValue(value: .number(number), canonical: .string(number.text))
    }

    private static func number(
        _ node: JSONNode,
        _ range: NumberRange
    ) throws(ValueProblem) -> CheckedValue {
        guard case .number(let number) = node.value else { throw expected("a number", node) }
        guard let double = number.double, double <= Double(ScenarioTable.greatestCount) else {
            throw ValueProblem("expected a number of at most \(ScenarioTable.greatestCount)")
        }
        switch range {
        case .positive where double <= 0: throw ValueProblem("expected a number above 0")
        case .notNegative where double < 0: throw ValueProblem("expected a number of 0 or more")
        default: return CheckedValue(value: .number(number), canonical: .number(double))
        }
    }

    private static func flag(_ node: JSONNode) throws(ValueProblem) -> CheckedValue {
        guard case .bool(let flag) = node.value else { throw expected("true or false", node) }
        return CheckedValue(value: .flag(flag), canonical: .bool(flag))
    }

    private static func text(_ node: JSONNode) throws(ValueProblem) -> CheckedValue {
        guard case .string(let text) = node.value else { throw expected("a string", node) }
        return CheckedValue(value: .text(text), canonical: .string(text))
    }

    private static func choice(
        _ node: JSONNode,
        _ names: [String],
        _ later: [String]
    ) throws(ValueProblem) -> CheckedValue {
        guard case .string(let name) = node.value else {
            throw expected("one of \(Quotation.list(names + later))", node)
        }
        if later.contains(name) {
            throw ValueProblem(
                "\(Quotation.quoted(name)) is not available in this version",
                hint: "available is \(Quotation.list(names))"
            )
        }
        guard names.contains(name) else {
            throw ValueProblem(
                "unknown name \(Quotation.quoted(name))",
                hint: Suggestion.hint(for: name, among: names + later)
            )
        }
        return CheckedValue(value: .text(name), canonical: .string(name))
    }

    private static func expected(_ what: String, _ node: JSONNode) -> ValueProblem {
        ValueProblem("expected \(what), found \(Quotation.found(node))")
    }
}
