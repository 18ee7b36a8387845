import Infrastructure
import JSON
import LoadGeneration
import SimulationKernel

/// Reads what the executor of a load needs.
extension LoadReader {
    /// The executor; nil, with errors, where something of it is missing or wrong.
    func executor(
        of values: ConfigurationValues,
        in node: JSONNode,
        at path: String
    ) -> Load.Executor? {
        guard let name = values.text("executor"),
            let executor = LoadTable.executors.first(where: { $0.name == name })
        else { return nil }
        for key in executor.required where node[key] == nil && !values.failed(key) {
            report.error(
                "missing key \(Quotation.quoted(key))",
                at: node.position,
                path: path
            )
        }
        if executor.keys.contains(where: { values.failed($0) }) { return nil }
        switch name {
        case "constant-arrival-rate": return rate(of: values, at: path)
        case "ramping-arrival-rate": return ramp(of: values, at: path)
        case "constant-vus": return values.count("vus").map { .constantVUs($0) }
        case "ramping-vus": return users(of: values, at: path)
        case "trace": return times(of: values, at: path)
        default:
            guard let users = values.count("vus"), let iterations = values.count("iterations")
            else { return nil }
            return name == "per-vu-iterations"
                ? .perVUIterations(users: users, iterations: iterations)
                : .sharedIterations(users: users, iterations: iterations)
        }
    }

    /// Refuses users who would go round for ever at one instant.
    func checkTime(
        _ executor: Load.Executor,
        _ flow: FlowDescription,
        of values: ConfigurationValues,
        at path: String
    ) {
        switch executor {
        case .constantVUs, .rampingVUs: break
        default: return
        }
        guard !flow.steps.isEmpty, !flow.steps.contains(where: \.takesTime),
            let position = values.position("flow")
        else { return }
        report.error(
            "the flow \(flow.name) takes no time, so that users would go round for ever",
            at: position,
            path: path.extended(by: "flow"),
            hint: "add a pause, or take another executor"
        )
    }

    private static func message(_ flaw: Rate.Flaw) -> String {
        switch flaw {
        case .notPositive: "the rate must be above 0"
        case .tooHigh: "the rate is more than 1000000000 arrivals a second"
        case .tooFine: "the rate has more decimals than can be kept exactly"
        }
    }

    private func rate(of values: ConfigurationValues, at path: String) -> Load.Executor? {
        guard let number = values.number("rate"), let position = values.position("rate") else {
            return nil
        }
        do throws(Rate.Flaw) {
            let rate = try Rate(number, per: values.duration("timeUnit") ?? 1_000_000_000)
            return .constantArrivalRate(rate: rate)
        } catch {
            report.error(
                Self.message(error),
                at: position,
                path: path.extended(by: "rate")
            )
            return nil
        }
    }

    private func times(of values: ConfigurationValues, at path: String) -> Load.Executor? {
        guard let list = values.list("times"), let node = values.position("times") else {
            return nil
        }
        let path = path.extended(by: "times")
        var times: [Int64] = []
        for case .duration(let time) in list {
            if let last = times.last, time < last {
                let place = times.count
                report.error(
                    "element \(place) is before the one in front of it",
                    at: node,
                    path: path.extended(by: place),
                    hint: "write the times in their order"
                )
                return nil
            }
            times.append(time)
        }
        guard !times.isEmpty else {
            report.error("there is no arrival", at: node, path: path)
            return nil
        }
        return .trace(times)
    }
}

// MARK: - Stages

extension LoadReader {
    /// A stage as it is written: how long, where to, and where that stands.
    private struct Stage {
        let duration: Int64
        let target: JSONNumber
        let position: JSONPosition
        let path: String
    }

    private func ramp(of values: ConfigurationValues, at path: String) -> Load.Executor? {
        guard let stages = stages(of: values, at: path) else { return nil }
        let start = values.number("startRate") ?? JSONNumber(Int64(0))
        do throws(RampRates.Problem) {
            let (counts, unit) = try RampRates.whole(
                [start] + stages.map(\.target),
                per: values.duration("timeUnit") ?? 1_000_000_000
            )
            guard counts.contains(where: { $0 > 0 }) else {
                report.error(
                    "the rate is 0 all the time",
                    at: values.position("stages") ?? stages[0].position,
                    path: path.extended(by: "stages")
                )
                return nil
            }
            let parts = zip(stages, counts.dropFirst()).map { stage, count in
                RateRamp.Stage(duration: stage.duration, target: count)
            }
            return .rampingArrivalRate(RateRamp(start: counts[0], stages: parts, per: unit))
        } catch {
            let stage = error.place > 0 ? stages[error.place - 1] : nil
            report.error(
                Self.message(error.flaw),
                at: stage?.position ?? values.position("startRate") ?? stages[0].position,
                path: stage?.path ?? path.extended(by: "startRate")
            )
            return nil
        }
    }

    private func users(of values: ConfigurationValues, at path: String) -> Load.Executor? {
        guard let stages = stages(of: values, at: path) else { return nil }
        var parts: [UserPlan.Stage] = []
        for stage in stages {
            guard let count = stage.target.int64, count <= LoadTable.mostUsers else {
                report.error(
                    "expected a whole number from 0 to \(LoadTable.mostUsers), found "
                        + stage.target.text,
                    at: stage.position,
                    path: stage.path
                )
                continue
            }
            parts.append(UserPlan.Stage(duration: stage.duration, target: Int(count)))
        }
        guard parts.count == stages.count else { return nil }
        return .rampingVUs(start: values.count("startVUs") ?? 1, stages: parts)
    }

    /// The stages, which last longer than nothing together; nil, with errors, otherwise.
    private func stages(of values: ConfigurationValues, at path: String) -> [Stage]? {
        guard let list = values.list("stages"), let position = values.position("stages") else {
            return nil
        }
        let path = path.extended(by: "stages")
        var stages: [Stage] = []
        var total = Int128(0)
        for case (let place, .node(let node)) in list.enumerated() {
            let own = path.extended(by: place)
            let stage = sections.read(node, LoadTable.stage, at: own)
            guard let duration = stage.duration("duration"), let target = stage.number("target"),
                let position = stage.position("target")
            else { continue }
            total += Int128(duration)
            stages.append(
                Stage(
                    duration: duration,
                    target: target,
                    position: position,
                    path: own.extended(by: "target")
                )
            )
        }
        guard stages.count == list.count else { return nil }
        guard total > 0, total <= Int128(Distribution.longest) else {
            let message = total > 0 ? "more than 100 years" : "no time"
            report.error("the stages take \(message) together", at: position, path: path)
            return nil
        }
        return stages
    }
}
