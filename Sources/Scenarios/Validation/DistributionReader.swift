import JSON
import SimulationKernel

/// Reads durations that may be drawn from a law.
struct DistributionReader {
    let sections: SectionReader

    func read(_ node: JSONNode, at path: String) -> CheckedValue? {
        guard case .object = node.value else { return constant(node, at: path) }
        guard case .string(let name) = node["distribution"]?.value,
            let law = DistributionTable.laws.first(where: { $0.name == name })
        else {
            // With no law to go by, only what no law knows is wrong for sure.
            let keys = DistributionTable.allKeys.map { key in
                key.name == "distribution" ? key : SchemaKey(key.name, .json, key.summary)
            }
            _ = sections.read(node, keys, at: path)
            return nil
        }
        let values = sections.read(node, law.keys, at: path)
        guard !values.failed("distribution", "mean", "min", "max", "sd", "median", "p99"),
            !values.failed("alpha", "values", "means", "weights")
        else { return nil }
        do throws(ParameterProblem) {
            let distribution = try Self.distribution(law.name, values)
            return CheckedValue(
                value: .distribution(distribution),
                canonical: values.canonical
            )
        } catch {
            sections.report.error(
                error.message,
                at: values.position(error.parameter) ?? node.position,
                path: path.extended(by: error.parameter)
            )
            return nil
        }
    }

    private func constant(_ node: JSONNode, at path: String) -> CheckedValue? {
        do throws(ValueProblem) {
            let checked = try ValueReader.duration(node, allowsZero: true)
            guard case .duration(let duration) = checked.value else { return nil }
            return CheckedValue(
                value: .distribution(.constant(duration)),
                canonical: checked.canonical
            )
        } catch {
            sections.report.error(error.message, at: node.position, path: path, hint: error.hint)
            return nil
        }
    }

    /// A parameter that does not go with the others.
    private struct ParameterProblem: Error {
        let parameter: String
        let message: String
    }

    private static func distribution(
        _ name: String,
        _ values: ConfigurationValues
    ) throws(ParameterProblem) -> Distribution {
        func duration(_ path: String) -> Int64 { values.duration(path) ?? 0 }
        switch name {
        case "exponential":
            return .exponential(mean: Double(duration("mean")))
        case "uniform":
            guard duration("min") <= duration("max") else {
                throw ParameterProblem(parameter: "max", message: "max is less than min")
            }
            return .uniform(min: duration("min"), max: duration("max"))
        case "normal":
            return .normal(mean: Double(duration("mean")), deviation: Double(duration("sd")))
        case "lognormal":
            guard duration("median") <= duration("p99") else {
                throw ParameterProblem(parameter: "p99", message: "p99 is less than the median")
            }
            return .lognormal(median: duration("median"), p99: duration("p99"))
        case "pareto":
            let alpha = values.number("alpha")?.double ?? 1
            return .pareto(min: Double(duration("min")), alpha: alpha)
        case "empirical":
            let durations = try durations("values", values)
            let cumulative = try cumulative(values, count: durations.count, of: "values")
            return .empirical(values: durations, cumulative: cumulative)
        default:
            let means = try durations("means", values).map(Double.init)
            let cumulative = try cumulative(values, count: means.count, of: "means")
            return .hyperexponential(means: means, cumulative: cumulative)
        }
    }

    private static func durations(
        _ name: String,
        _ values: ConfigurationValues
    ) throws(ParameterProblem) -> [Int64] {
        var durations: [Int64] = []
        for value in values.list(name) ?? [] {
            if case .duration(let duration) = value { durations.append(duration) }
        }
        guard !durations.isEmpty else {
            throw ParameterProblem(parameter: name, message: "\(name) is empty")
        }
        return durations
    }

    /// The weights as running sums that end at 1.
    private static func cumulative(
        _ values: ConfigurationValues,
        count: Int,
        of name: String
    ) throws(ParameterProblem) -> [Double] {
        var sums: [Double] = []
        var sum = 0.0
        for value in values.list("weights") ?? [] {
            if case .number(let number) = value { sum += number.double ?? 0 }
            sums.append(sum)
        }
        if values["weights"] == nil {
            sums = (1...count).map(Double.init)
            sum = Double(count)
        }
        guard sums.count == count else {
            throw ParameterProblem(
                parameter: "weights",
                message: "expected a weight for each of the \(count) \(name), found \(sums.count)"
            )
        }
        guard sum > 0 else {
            throw ParameterProblem(parameter: "weights", message: "all weights are 0")
        }
        return sums.map { $0 == sum ? 1 : $0 / sum }
    }
}
