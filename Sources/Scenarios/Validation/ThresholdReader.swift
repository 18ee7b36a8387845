import Infrastructure
import JSON
import Measurement

/// Reads thresholds, those of the file and those of the command line.
struct ThresholdReader {
    let sections: SectionReader
    private let metrics: [MetricDefinition]
    private let lookup: MetricLookup
    /// The length of the measured part, where it is known.
    let measured: Int64?

    var report: DiagnosticReport { sections.report }

    /// The metrics of every run are known, and those of the systems that run; with tags of loads.
    init(
        sections: SectionReader,
        systems: [SystemDescription],
        tagValues: [(tag: String, values: [String])],
        loadTags: [(tag: String, values: [String])],
        measured: Int64?
    ) {
        self.sections = sections
        self.measured = measured
        var metrics = MetricDefinition.standard
        for metric in systems.flatMap(\.metrics)
        where !metrics.contains(where: { $0.name == metric.name }) {
            metrics.append(MetricDefinition(metric))
        }
        self.metrics = metrics.map { $0.tagged(asLoadsWith: loadTags.map(\.tag)) }
        lookup = MetricLookup(
            metrics: self.metrics,
            tagValues: tagValues + loadTags,
            own: systems.flatMap(\.metrics)
        )
    }

    /// The thresholds of the file that could be read, in its order.
    func read(_ node: JSONNode) -> [ScenarioThreshold] {
        guard case .object(let members) = node.value else { return [] }
        var thresholds: [ScenarioThreshold] = []
        for member in members {
            let path = "thresholds".extended(by: member.key)
            let metric = metric(of: member, at: path)
            guard case .array(let elements) = member.value.value else {
                report.error(
                    "expected an array of expressions, found \(Quotation.found(member.value))",
                    at: member.value.position,
                    path: path,
                    hint: "write [\"p(99)<62s\"]"
                )
                continue
            }
            for (index, element) in elements.enumerated() {
                let path = path.extended(by: index)
                guard let threshold = threshold(element, of: metric, at: path) else { continue }
                thresholds.append(threshold)
            }
        }
        return thresholds
    }

    /// One `--threshold 'METRIC=EXPR'`; nil, with an error of usage, where it is none.
    func read(argument: String) -> ScenarioThreshold? {
        let name = "--threshold '\(argument)'"
        guard let (key, expression) = Self.split(argument) else {
            report.usage(
                "expected METRIC=EXPRESSION",
                argument: name,
                hint: "write it as in 'task_duration=p(99)<62s'"
            )
            return nil
        }
        do throws(ThresholdProblem) {
            let metric = try lookup.metric(key)
            return ScenarioThreshold(
                threshold: Threshold(
                    key: metric.key,
                    expression: try Self.expression(expression, for: metric.definition)
                ),
                position: nil
            )
        } catch {
            let hint = error.unknownName.map { unknownName in
                Suggestion.nearest(to: unknownName, among: metrics.map(\.name))
                    .map(Suggestion.question) ?? MetricLookup.hint
            }
            report.usage(error.message, argument: name, hint: hint ?? error.hint)
            return nil
        }
    }

    /// Metric and expression: what stands before and after the first `=` that is in no braces.
    private static func split(_ argument: String) -> (key: String, expression: String)? {
        var isInBraces = false
        for index in argument.utf8.indices {
            switch argument.utf8[index] {
            case UInt8(ascii: "{"): isInBraces = true
            case UInt8(ascii: "}"): isInBraces = false
            case UInt8(ascii: "=") where !isInBraces:
                let key = String(argument[..<index])
                return (key, String(argument[argument.utf8.index(after: index)...]))
            default: break
            }
        }
        return nil
    }

    private func metric(
        of member: JSONMember,
        at path: String
    ) -> (key: MetricKey, definition: MetricDefinition)? {
        do throws(ThresholdProblem) {
            return try lookup.metric(member.key)
        } catch {
            if let name = error.unknownName {
                report.unknown(
                    "metric",
                    name,
                    among: metrics.map(\.name),
                    at: member.keyPosition,
                    path: path,
                    else: MetricLookup.hint
                )
            } else {
                report.error(
                    error.message,
                    at: report.position(ofByte: error.offset, inStringAt: member.keyPosition),
                    path: path,
                    hint: error.hint
                )
            }
            return nil
        }
    }
}

extension ThresholdReader {
    private func threshold(
        _ node: JSONNode,
        of metric: (key: MetricKey, definition: MetricDefinition)?,
        at path: String
    ) -> ScenarioThreshold? {
        var values = ConfigurationValues()
        var (text, textPath) = (node, path)
        switch node.value {
        case .string: break
        case .object:
            values = sections.read(node, ThresholdTable.keys, at: path)
            guard let expression = node["threshold"], values.text("threshold") != nil else {
                return nil
            }
            (text, textPath) = (expression, path.extended(by: "threshold"))
        default:
            report.error(
                "expected an expression such as \"p(99)<62s\", found \(Quotation.found(node))",
                at: node.position,
                path: path
            )
            return nil
        }
        let window = values.node("window").flatMap {
            self.window($0, of: metric?.definition, at: path)
        }
        guard let expression = expression(text, for: metric?.definition, at: textPath), let metric
        else { return nil }
        let threshold = Threshold(
            key: metric.key,
            expression: expression,
            window: window,
            abortsOnFail: values.flag("abortOnFail") ?? false,
            message: values.text("message"),
            strict: values.flag("strict") ?? true,
            onNoData: values.text("onNoData").flatMap(Threshold.OnNoData.init) ?? .fail
        )
        checkAbort(threshold, of: metric.definition, values, at: path)
        return ScenarioThreshold(threshold: threshold, position: text.position)
    }

    private func expression(
        _ node: JSONNode,
        for metric: MetricDefinition?,
        at path: String
    ) -> ThresholdExpression? {
        guard case .string(let text) = node.value else { return nil }
        do throws(ThresholdProblem) {
            return try Self.expression(text, for: metric)
        } catch {
            report.error(
                error.message,
                at: report.position(ofByte: error.offset, inStringAt: node.position),
                path: path,
                hint: error.hint
            )
            return nil
        }
    }

    private static func expression(
        _ text: String,
        for metric: MetricDefinition?
    ) throws(ThresholdProblem) -> ThresholdExpression {
        let expression: ThresholdExpression
        do throws(ThresholdSyntaxError) {
            expression = try ThresholdExpression.parse(text)
            if let metric { try expression.check(for: metric) }
        } catch {
            throw ThresholdProblem(offset: error.offset, message: error.message, hint: error.hint)
        }
        return expression
    }
}
