import Infrastructure
import JSON
import Measurement
import SimulationKernel

/// The one form that all spellings of a scenario have.
enum CanonicalForm {
    /// The digest of a scenario; `seed` is that of the file.
    static func fingerprint(
        of values: ConfigurationValues,
        duration: Int64,
        systems: [(name: String, values: JSONValue)],
        loads: [LoadReader.ReadLoad],
        faults: [Fault],
        flows: [FlowDescription],
        thresholds: [ScenarioThreshold]
    ) -> UInt64 {
        var form: JSONObject = [
            "version": 1,
            "name": .string(values.text("name") ?? ""),
            "seed": .string("\(values.seed("seed") ?? 1)"),
            "warmUp": values.text("warmUp").map { .string($0) }
                ?? .integer(values.duration("warmUp") ?? 0),
            "duration": .integer(duration),
            "drain": .integer(values.duration("drain") ?? ScenarioBuilder.defaultDrain),
            "infrastructure": values.section("infrastructure").canonical(
                filling: infrastructureDefaults,
                keys: []
            ),
            // Lists, since the order of a file's systems and loads is that of their start.
            "systems": .array(systems.map { [.string($0.name), $0.values] }),
            "load": .array(loads.map(load)),
            "thresholds": .array(thresholds.map { threshold($0.threshold) }),
        ]
        // A warm-up that is chosen is taken from a duration that follows from the loads.
        if values.text("warmUp") != nil, values.duration("duration") == nil {
            form["duration"] = "of the loads"
        }
        if !faults.isEmpty { form["faults"] = .array(faults.map(fault)) }
        if !flows.isEmpty {
            form["flows"] = .array(
                flows.map { [.string($0.name), .array($0.steps.map(\.json))] }
            )
        }
        return Fingerprint.digest(of: JSONWriter.canonical(.object(form)))
    }

    private static let infrastructureDefaults: [(path: String, value: JSONValue)] = [
        ("http.latency", 0), ("http.concurrency", nil),
        ("http.timeout", .integer(InfrastructureSettings.defaultTimeout)),
        ("broker.latency", 0), ("broker.concurrency", nil),
        ("store.latency", 0), ("store.concurrency", nil),
    ]

    private static func load(_ read: LoadReader.ReadLoad) -> JSONValue {
        let load = read.load
        var form: JSONObject = [
            "name": .string(load.name),
            "executor": load.executor.canonical,
            "arrivals": .string(load.arrivals.rawValue),
            "startTime": .integer(load.startTime),
            "duration": load.duration.map { .integer($0) } ?? nil,
            "flow": .string(load.flow),
            "vars": read.canonicalVariables,
            "maxVUs": load.maxVUs.map { .integer(Int64($0)) } ?? nil,
        ]
        if !load.tags.isEmpty {
            form["tags"] = .object(JSONObject(load.tags.map { ($0.name, .string($0.value)) }))
        }
        return .object(form)
    }

    private static func fault(_ fault: Fault) -> JSONValue {
        let moment: JSONValue =
            switch fault.at {
            case .instant(let instant): .integer(instant)
            case .event(let event, let nth):
                ["event": .string(event.rawValue), "nth": .integer(nth)]
            }
        return [
            "at": moment,
            "kind": .string(fault.kind.rawValue),
            "target": .string(fault.target),
            "for": fault.duration.map { .integer($0) } ?? nil,
        ]
    }

    /// What older versions did not know is there only where it asks for something.
    private static func threshold(_ threshold: Threshold) -> JSONValue {
        var form: JSONObject = [
            "metric": .string(threshold.key.description),
            "expression": .string(threshold.expression.description),
            "strict": .bool(threshold.strict),
            "message": threshold.message.map { .string($0) } ?? nil,
            "onNoData": .string(threshold.onNoData.rawValue),
        ]
        switch threshold.window {
        case .each(let length): form["window"] = .integer(length)
        case .after(let delay): form["window"] = ["after": .integer(delay)]
        case nil: break
        }
        if threshold.abortsOnFail { form["abortOnFail"] = true }
        return .object(form)
    }
}

extension ConfigurationValues {
    /// The canonical form, with values as a file has them where this has none.
    func canonical(
        filling defaults: [(path: String, value: JSONValue)],
        keys: [SchemaKey]
    ) -> JSONValue {
        var form = canonical.object ?? JSONObject()
        for (path, value) in defaults where form[path] == nil {
            form[path] = Self.canonical(value, at: path, keys: keys)
        }
        return .object(form)
    }

    private static func canonical(
        _ value: JSONValue,
        at path: String,
        keys: [SchemaKey]
    ) -> JSONValue {
        guard let kind = kind(at: path[...], in: keys) else { return value }
        let key = SchemaKey("value", kind, "")
        let node = JSONNode(value: ["value": value], position: .start)
        let report = DiagnosticReport(file: "", bytes: [], overrides: [])
        let values = SectionReader(report: report).read(node, [key], at: "")
        return values.canonical["value"] ?? value
    }

    private static func kind(at path: Substring, in keys: [SchemaKey]) -> SchemaKind? {
        let name = path.prefix { $0 != "." }
        guard let key = keys.first(where: { $0.name == name }) else { return nil }
        let rest = path[name.endIndex...].dropFirst()
        if rest.isEmpty { return key.kind }
        guard case .section(let keys, _) = key.kind else { return nil }
        return kind(at: rest, in: keys)
    }
}
