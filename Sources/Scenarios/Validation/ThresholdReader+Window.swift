import JSON
import Measurement

/// The part of a run that a threshold looks at, and whether it may end the run.
extension ThresholdReader {
    func window(
        _ node: JSONNode,
        of metric: MetricDefinition?,
        at path: String
    ) -> ThresholdWindow? {
        let path = path.extended(by: "window")
        guard let window = window(node, at: path) else { return nil }
        if let metric, metric.coversWholeRun {
            report.error(
                "\(metric.name) covers the whole run and has no windows",
                at: node.position,
                path: path,
                hint: "leave the window out"
            )
            return nil
        }
        guard let measured else { return window }
        switch window {
        case .after(let delay) where delay >= measured:
            report.error(
                "nothing is measured so long after the start of the measured part",
                at: node.position,
                path: path,
                hint: "it ends after \"duration\""
            )
            return nil
        case .each(let length) where measured / length > ThresholdWindow.mostWindows:
            report.error(
                "these are more than \(ThresholdWindow.mostWindows) windows",
                at: node.position,
                path: path,
                hint: "make the window longer"
            )
            return nil
        default: return window
        }
    }

    private func window(_ node: JSONNode, at path: String) -> ThresholdWindow? {
        switch node.value {
        case .string:
            do throws(ValueProblem) {
                let checked = try ValueReader.duration(node, allowsZero: false)
                guard case .duration(let length) = checked.value else { return nil }
                return .each(length)
            } catch {
                report.error(error.message, at: node.position, path: path, hint: error.hint)
                return nil
            }
        case .object:
            let values = sections.read(node, ThresholdTable.windowKeys, at: path)
            return values.duration("after").map { .after($0) }
        default:
            report.error(
                "expected a duration or an object, found \(Quotation.found(node))",
                at: node.position,
                path: path,
                hint: "write \"1m\" for each minute, or {\"after\": \"2m\"}"
            )
            return nil
        }
    }

    /// Refuses to end a run over what nobody can know before its end.
    func checkAbort(
        _ threshold: Threshold,
        of metric: MetricDefinition,
        _ values: ConfigurationValues,
        at path: String
    ) {
        guard threshold.abortsOnFail, let position = values.position("abortOnFail") else { return }
        let path = path.extended(by: "abortOnFail")
        let expression = threshold.expression
        if !threshold.strict {
            report.error(
                "a threshold that need not be met cannot end the run",
                at: position,
                path: path,
                hint: "leave out \"strict\" or \"abortOnFail\""
            )
        } else if expression.isLowerBoundOnCount, metric.kind == .trend {
            report.error(
                "the count of a trend can grow until the run ends",
                at: position,
                path: path,
                hint: "name a counter, such as tasks_completed"
            )
        } else if expression.isLowerBoundOnCount, threshold.window == nil {
            report.error(
                "a \(expression.aggregate) can grow until the run ends",
                at: position,
                path: path,
                hint: "give the threshold a \"window\", such as \"1m\""
            )
        }
    }
}
