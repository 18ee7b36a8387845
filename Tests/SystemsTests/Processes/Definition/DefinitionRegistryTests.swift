import InMemoryInfrastructure
import Infrastructure
import JSON
import SimulationKernel
import Synchronization
import Systems
import Testing

struct DefinitionRegistryTests {
    /// A store in which every command takes a millisecond, and registries that share it.
    private final class Desk: Sendable {
        let simulation = Simulation(seed: 1)
        let store: any KeyValueStore
        let lines = Mutex<[String]>([])

        init() {
            store = InMemoryKeyValueStore(
                MachineSettings(latency: .constant(1_000_000), concurrency: nil),
                number: 2,
                world: SimulatedWorld(simulation: simulation)
            )
        }

        func registry() -> DefinitionRegistry {
            DefinitionRegistry(store: store, modules: Shorthand.modules)
        }

        /// Does something with a registry of its own; what it says becomes a line.
        func work(
            _ work: @escaping @Sendable (DefinitionRegistry) async throws -> String
        ) {
            let registry = registry()
            simulation.spawn("work") {
                let text: String
                do { text = try await work(registry) } catch { text = "\(error)" }
                self.lines.withLock { $0.append(text) }
            }
        }

        func run() -> [String] {
            _ = simulation.run(until: 10_000_000_000)
            return lines.withLock { $0 }
        }
    }

    private static func text(_ version: PublishedVersion) -> String {
        "\(version.definition) v\(version.version) #\(version.number)"
    }

    @Test func `a draft becomes versions, and instances find theirs by its number`() {
        let desk = Desk()
        let first = Shorthand.definition("a | a>end", id: "one")
        let second = Shorthand.definition("a b | a>b b>end", id: "one")
        desk.work { registry in
            try await registry.create(first)
            var lines = [try await Self.text(registry.publish("one"))]
            lines.append(try await Self.text(registry.publish("one")))
            try await registry.create(Shorthand.definition("x | x>end", id: "other"))
            lines.append(try await Self.text(registry.publish("other")))
            try await registry.put(second)
            lines.append("\(try await registry.latest("one")?.version ?? 0)")
            lines.append(try await Self.text(registry.publish("one")))
            let fresh = desk.registry()
            let graphs = [
                try await fresh.latest("one"), try await fresh.graph(1),
                try await fresh.graph(of: "one", version: 1), try await fresh.graph(7),
                try await fresh.graph(of: "one", version: 3), try await fresh.latest("none"),
            ]
            lines += graphs.map { $0.map { "#\($0.number) \($0.nodes.count)" } ?? "none" }
            #expect(graphs[1] === graphs[2])
            #expect(fresh.known(3)?.definition == second)
            lines.append(try await registry.ids().joined(separator: " "))
            return lines.joined(separator: ", ")
        }
        #expect(
            desk.run() == [
                "one v1 #1, one v1 #1, other v1 #2, 1, one v2 #3, #3 2, #1 1, #1 1, none, none, "
                    + "none, one other"
            ]
        )
    }

    @Test func `the latest version costs one command of the store`() {
        let desk = Desk()
        let simulation = desk.simulation
        desk.work { registry in
            try await registry.publish(all: [Shorthand.definition("a | a>end")])
            _ = try await registry.latest("d")
            let start = simulation.now
            let graph = try await registry.latest("d")
            return "\(simulation.now - start) \(graph?.version ?? 0)"
        }
        #expect(desk.run() == ["1000000 1"])
    }

    @Test func `nothing with a mistake is published, and all of them are told`() {
        let desk = Desk()
        desk.work { registry in
            try await registry.create(Shorthand.definition("a:x,y | a.x>end"))
            do {
                return try await Self.text(registry.publish("d"))
            } catch let error as RegistryError {
                guard case .invalid(let id, let problems) = error else { return "\(error)" }
                let latest = try await registry.latest("d")
                return "\(id): \(problems.map(\.text)) \(latest == nil)"
            }
        }
        desk.work { try await Self.text($0.publish("nothing")) }
        desk.work { registry in
            try await registry.create(Shorthand.definition("a | a>end", id: "e"))
            try await registry.create(Shorthand.definition("a | a>end", id: "e"))
            return ""
        }
        #expect(
            Set(desk.run()) == [
                "unknownDefinition(\"nothing\")", "definitionExists(\"e\")",
                "d: [\"$.processes[0].outcomes[1]: no link takes on \\\"y\\\" of \\\"a\\\"; "
                    + "link it to a process, or to \\\"end\\\"\"] true",
            ]
        )
    }

    @Test func `changes of a draft at the same time are both made`() {
        let desk = Desk()
        desk.work { registry in
            try await registry.create(Shorthand.definition("a | a>end"))
            for name in ["b", "c", "d"] {
                desk.work { registry in
                    let outcome = try await registry.change("d") { draft -> Int in
                        draft.processes.append(ProcessNode(id: name, module: "plain"))
                        return draft.processes.count
                    }
                    return "\(outcome.outcome)"
                }
            }
            return "created"
        }
        #expect(desk.run() == ["created", "2", "3", "4"])
        desk.work { registry in
            let draft = try await registry.draft("d")
            return draft?.processes.map(\.id).sorted().joined() ?? ""
        }
        #expect(desk.run().last == "abcd")
    }

    @Test func `publications at the same time get versions of their own`() {
        let desk = Desk()
        for number in 0..<5 {
            desk.work { registry in
                let definition = Shorthand.definition("a\(number) | a\(number)>end")
                let version = try await registry.publish(all: [definition])[0]
                let graph = try await registry.graph(version.number)
                return "\(version.version) \(graph?.definition == definition)"
            }
        }
        #expect(desk.run().sorted() == (1...5).map { "\($0) true" })
        desk.work { registry in
            let versions = try await registry.versions(of: "d")
            for version in versions {
                #expect(try await registry.graph(version.number)?.version == version.version)
            }
            return versions.map { "\($0.version)" }.joined()
        }
        #expect(desk.run().last == "12345")
    }

    private struct Refused: Error, Equatable {}

    @Test func `a change that is refused changes nothing`() {
        let desk = Desk()
        desk.work { registry in
            try await registry.create(Shorthand.definition("a | a>end"))
            do {
                _ = try await registry.change("d") { draft throws(Refused) -> Bool in
                    draft.processes = []
                    throw Refused()
                }
            } catch DraftChangeError<Refused>.refused(let refusal) {
                #expect(refusal == Refused())
            }
            do {
                _ = try await registry.change("x") { _ throws(Refused) in }
            } catch DraftChangeError<Refused>.registry(let error) {
                #expect(error == .unknownDefinition("x"))
            }
            return "\(try await registry.draft("d")?.processes.count ?? 0)"
        }
        #expect(desk.run() == ["1"])
    }

    @Test func `a removed definition starts nothing, and its instances keep their version`() {
        let desk = Desk()
        desk.work { registry in
            let definition = Shorthand.definition("a | a>end")
            try await registry.publish(all: [definition])
            var lines = ["\(try await registry.remove("d")) \(try await registry.remove("d"))"]
            lines.append("\(try await registry.latest("d") == nil)")
            lines.append("\(try await desk.registry().graph(1)?.version ?? 0)")
            lines.append("\(try await registry.versions(of: "d").count)")
            lines.append("\(try await registry.ids().count)")
            let again = try await registry.publish(all: [definition])
            lines.append(again.map(Self.text).joined())
            return lines.joined(separator: ", ")
        }
        #expect(desk.run() == ["true false, true, 1, 0, 0, d v2 #2"])
    }

    @Test func `definitions that start each other are published together`() {
        let desk = Desk()
        var parent = Shorthand.definition("a | a>end", id: "parent")
        parent.processes[0].module = "sub"
        parent.processes[0].settings = ["definition": "child"]
        let family = [parent, Shorthand.definition("a | a>end", id: "child")]
        desk.work { registry in
            try await registry.create(family[0])
            do {
                _ = try await registry.publish("parent")
            } catch RegistryError.invalid(_, let problems) {
                #expect(problems.map(\.message) == ["there is no definition \"child\""])
            }
            return try await registry.publish(all: family).map(Self.text).joined(separator: " ")
        }
        #expect(desk.run() == ["parent v1 #1 child v1 #2"])
    }
}
