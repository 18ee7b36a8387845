import InMemoryInfrastructure
import Infrastructure
import JSON
import Measurement
import SimulationKernel

/// Makes a scenario of a file whose keys and values were checked, and checks what they add up to.
struct ScenarioBuilder {
    static let defaultDrain: Int64 = 300_000_000_000

    let root: JSONNode
    let values: ConfigurationValues
    let catalogue: [SystemCatalogueEntry]
    let sections: SectionReader

    private var report: DiagnosticReport { sections.report }
    private var warmUp: Int64 { values.duration("warmUp") ?? 0 }
    private var choosesWarmUp: Bool { values.text("warmUp") != nil }

    /// True where the warm-up that is chosen will be taken from what the loads last, half at most.
    private var sharesDuration: Bool { choosesWarmUp && values.duration("duration") == nil }
    private var drain: Int64 { values.duration("drain") ?? Self.defaultDrain }

    /// The scenario, or nil where the report has errors.
    func build(seed: UInt64?, extraThresholds: [String]) -> Scenario? {
        let running = runningSystems()
        for system in running { check(system) }
        let flows = flows(running)
        let loads = loads(running, flows)
        let duration = duration(loads.map(\.load))
        let reader = thresholdReader(running, flows, duration)
        let thresholds = values.node("thresholds").map(reader.read) ?? []
        let extra = extraThresholds.compactMap(reader.read(argument:))
        let faults = faults(running, duration)
        if let duration { check(loads, within: duration) }
        guard !report.hasErrors, let duration, let name = values.text("name") else { return nil }
        return Scenario(
            name: name,
            description: values.text("description"),
            seed: seed ?? values.seed("seed") ?? 1,
            warmUp: warmUp,
            choosesWarmUp: choosesWarmUp,
            duration: duration,
            hasOwnDuration: values.duration("duration") != nil,
            drain: drain,
            infrastructure: infrastructure,
            systems: running.map(\.section),
            flows: flows,
            loads: loads.map(\.load),
            faults: faults,
            thresholds: thresholds + extra,
            fingerprint: CanonicalForm.fingerprint(
                of: values,
                duration: duration,
                systems: running.map { ($0.section.name, $0.canonical) },
                loads: loads,
                faults: faults,
                flows: flows,
                thresholds: thresholds
            )
        )
    }

    private func thresholdReader(
        _ running: [RunningSystem],
        _ flows: [FlowDescription],
        _ duration: Int64?
    ) -> ThresholdReader {
        var tagValues = running.flatMap { $0.entry.tagValues($0.section.values) }
        if !flows.isEmpty { tagValues.append(("name", flows.flatMap(\.requestNames))) }
        return ThresholdReader(
            sections: sections,
            systems: running.map(\.entry.description),
            tagValues: tagValues,
            loadTags: LoadTags.written(in: root),
            measured: duration.map { sharesDuration ? $0 / 2 : $0 }
        )
    }

    private var infrastructure: InfrastructureSettings {
        func machine(_ name: String) -> MachineSettings {
            MachineSettings(
                latency: values.distribution("infrastructure.\(name).latency") ?? .constant(0),
                concurrency: values.count("infrastructure.\(name).concurrency")
            )
        }
        return InfrastructureSettings(
            http: machine("http"),
            broker: machine("broker"),
            store: machine("store"),
            httpTimeout: values.duration("infrastructure.http.timeout")
                ?? InfrastructureSettings.defaultTimeout
        )
    }
}

extension ScenarioBuilder {
    private struct RunningSystem {
        let entry: SystemCatalogueEntry
        let section: SystemSection

        var canonical: JSONValue {
            section.values.canonical(
                filling: entry.defaults(section.values),
                keys: entry.description.configuration.map(SchemaKey.init)
            )
        }
    }

    private func runningSystems() -> [RunningSystem] {
        guard let systems = root["systems"], case .object(let members) = systems.value else {
            return []
        }
        if members.isEmpty {
            report.error("no system runs", at: systems.position, path: "systems")
        }
        return members.compactMap { member in
            guard let entry = catalogue.first(where: { $0.description.name == member.key }) else {
                return nil
            }
            let section = SystemSection(
                name: member.key,
                values: values.section("systems." + member.key),
                position: member.value.position
            )
            return RunningSystem(entry: entry, section: section)
        }
    }

    private func check(_ system: RunningSystem) {
        let section = system.section
        for problem in system.entry.problems(section.values) {
            report.error(
                problem.message,
                at: problem.position ?? section.position,
                path: "systems.\(section.name).\(problem.path)",
                hint: problem.hint
            )
        }
    }

    private func faults(_ running: [RunningSystem], _ duration: Int64?) -> [Fault] {
        guard let list = values.list("faults") else { return [] }
        let reader = FaultReader(
            sections: sections,
            processes: running.flatMap { $0.entry.processes($0.section.values) },
            isComplete: isComplete(running) && !values.failed(under: "systems"),
            // A warm-up that is still to be chosen moves the end.
            loadEnd: choosesWarmUp && !sharesDuration
                ? nil : duration.map { warmUp.addingSaturating($0) }
        )
        return reader.read(
            list.compactMap { element in
                guard case .node(let node) = element else { return nil }
                return node
            }
        )
    }

    /// Whether every system of the file is one that can run.
    private func isComplete(_ running: [RunningSystem]) -> Bool {
        guard case .object(let members) = root["systems"]?.value else { return !running.isEmpty }
        return !running.isEmpty && members.count == running.count
    }

    private func flows(_ running: [RunningSystem]) -> [FlowDescription] {
        let tags = running.flatMap { $0.entry.tagValues($0.section.values) }
        func values(of tag: String) -> [String] {
            tags.filter { $0.tag == tag }.flatMap(\.values)
        }
        let systems = running.map(\.entry.description)
        // The front of a system that says nothing of its services has the system's name.
        let fronts = systems.filter(\.takesRequests).flatMap { system in
            system.services.isEmpty ? [system.name] : system.services.map(\.name)
        }
        return FlowsReader(
            root: root,
            catalogue: catalogue,
            sections: sections,
            surroundings: FlowReader.Surroundings(
                services: fronts + values(of: "service").filter { !fronts.contains($0) },
                fronts: fronts.count,
                takeOnlyMessages: !systems.isEmpty && fronts.isEmpty,
                declared: systems.flatMap(\.services),
                queues: values(of: "queue"),
                variables: ScenarioVariables.values(in: root)
            )
        ).read(values: self.values)
    }

    private func loads(
        _ running: [RunningSystem],
        _ own: [FlowDescription]
    ) -> [LoadReader.ReadLoad] {
        guard let node = values.node("load") else { return [] }
        let names = running.map(\.section.name)
        let flows = FlowCatalogue(
            running.map { ($0.section.name, $0.entry.flows($0.section.values)) },
            own: own,
            idleSystems: ScenarioTable.systemNames(catalogue.map(\.description))
                .filter { !names.contains($0) },
            isComplete: isComplete(running)
        )
        return LoadReader(sections: sections, flows: flows).read(node)
    }

    /// The duration of the file, else until the last load ends; nil where there is neither.
    private func duration(_ loads: [Load]) -> Int64? {
        if let duration = values.duration("duration") { return duration }
        guard !values.failed("duration"), case .object(let members) = root["load"]?.value else {
            return nil
        }
        for member in members where !LoadTable.knowsItsEnd(member.value) {
            report.error(
                "missing key \"duration\"",
                at: root.position,
                path: "",
                hint: "only where every load has its own it may be left out, and "
                    + "\(Quotation.quoted(member.key)) has none"
            )
            return nil
        }
        var end = Int128(0)
        for load in loads { end = max(end, Self.end(of: load) ?? 0) }
        guard loads.count == members.count, !loads.isEmpty else { return nil }
        guard end > Int128(warmUp) else {
            report.error(
                "every load ends within the warm-up, so that nothing is measured",
                at: values.position("warmUp") ?? root.position,
                path: "warmUp"
            )
            return nil
        }
        return Int64(clamping: end - Int128(warmUp))
    }

    private static func end(of load: Load) -> Int128? {
        load.duration.map { Int128(load.startTime) + Int128($0) }
    }

    private func check(_ loads: [LoadReader.ReadLoad], within duration: Int64) {
        checkTotal(duration)
        for load in loads { check(load, within: duration) }
    }

    private func checkTotal(_ duration: Int64) {
        // A warm-up that is chosen is at most half as long as what is measured.
        let warmUp = choosesWarmUp ? Int128(duration) / 2 : Int128(warmUp)
        let total = warmUp + Int128(duration) + Int128(drain)
        guard total > Int128(Distribution.longest) else { return }
        report.error(
            "warmUp, duration and drain are more than 100 years together",
            at: values.position("duration") ?? root.position,
            path: values.position("duration") == nil ? "" : "duration"
        )
    }

    /// Refuses loads that go on after the load of the run ends, and notes what goes unmeasured.
    private func check(_ read: LoadReader.ReadLoad, within duration: Int64) {
        let loadEnd = Int128(warmUp) + Int128(duration)
        let load = read.load
        let path = "load".extended(by: load.name)
        guard !values.failed("warmUp") else { return }
        if Int128(load.startTime) >= loadEnd {
            report.error(
                "the load starts when warmUp + duration are over",
                at: read.startTimePosition,
                path: path.extended(by: "startTime")
            )
        } else if let end = Self.end(of: load), end > loadEnd {
            report.error(
                "the load ends after warmUp + duration of the scenario",
                at: read.durationPosition,
                path: path.extended(by: read.durationKey),
                hint: "make it shorter, or leave out one of both durations"
            )
        } else if let end = Self.end(of: load), end <= Int128(warmUp) {
            report.warning(
                "the load ends within the warm-up, so that nothing of it is measured",
                at: load.position,
                path: path
            )
        }
    }
}
