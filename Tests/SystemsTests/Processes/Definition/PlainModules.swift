import Infrastructure
import JSON
import Systems

/// A module without settings, for definitions whose shape alone matters.
struct PlainModule: ProcessModule {
    static let name = "plain"
    static let summary = "Does nothing."
    static let settings: [ModuleSetting] = []

    init(_ node: ProcessNode, in definition: ProcessDefinition, world: ModuleWorld) {}

    func run(_ work: ModuleWork) async throws -> ModuleResult { .done }
}

/// A module with settings of several kinds.
struct SetModule: ProcessModule {
    static let name = "set"
    static let summary = "Takes settings."
    static let settings = [
        ModuleSetting("who", .text, required: true, "A text."),
        ModuleSetting("after", .duration, "A duration."),
        ModuleSetting("how", .choice(["well", "badly"]), "A choice."),
        ModuleSetting("often", .count, "A count."),
    ]

    static func problems(
        of node: ProcessNode,
        in definition: ProcessDefinition
    ) -> [ModuleProblem] {
        guard node.settings["who"] == "nobody" else { return [] }
        return [ModuleProblem([.key("who")], "nobody does nothing", hint: "write somebody")]
    }

    init(_ node: ProcessNode, in definition: ProcessDefinition, world: ModuleWorld) {}

    func run(_ work: ModuleWork) async throws -> ModuleResult { .done }
}

/// A module that starts instances of another definition.
struct SubModule: ProcessModule {
    static let name = "sub"
    static let summary = "Starts another definition."
    static let settings = [ModuleSetting("definition", .text, required: true, "Its id.")]

    static func subprocesses(
        of node: ProcessNode
    ) -> [(path: [BodyPath.Step], definition: String)] {
        node.settings["definition"]?.string.map { [([.key("definition")], $0)] } ?? []
    }

    init(_ node: ProcessNode, in definition: ProcessDefinition, world: ModuleWorld) {}

    func run(_ work: ModuleWork) async throws -> ModuleResult { .done }
}

/// Definitions in a shorthand: `a:plain b:confirmed,rejected | a>b b.confirmed>end`.
///
/// A process is an id, with `:` and its outcomes if it has some of its own, with `!` if it is a
/// start, with `&`, `?`, `~` or `/2` if its join is `all`, `any`, `active` or two of many, and
/// with `@` if it has a deadline.
enum Shorthand {
    static let modules: [any ProcessModule.Type] = [
        PlainModule.self, SetModule.self, SubModule.self,
    ]

    static func definition(_ text: String, id: String = "d") -> ProcessDefinition {
        let parts = text.split(separator: "|")
        return ProcessDefinition(
            id: id,
            processes: (parts.first ?? "").split(separator: " ").map { process(String($0)) },
            links: parts.dropFirst().joined(separator: " ").split(separator: " ").map {
                link(String($0))
            }
        )
    }

    private static func process(_ text: String) -> ProcessNode {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        let mark = parts[0].firstIndex { "!&?~/@".contains($0) } ?? parts[0].endIndex
        var node = ProcessNode(id: String(parts[0][..<mark]), module: "plain")
        let marks = parts[0][mark...]
        node.isStart = marks.contains("!")
        if marks.contains("&") { node.join = .all }
        if marks.contains("?") { node.join = .any }
        if marks.contains("~") { node.join = .active }
        if let slash = marks.firstIndex(of: "/") {
            node.join = .atLeast(Int(String(marks[marks.index(after: slash)])) ?? 1)
        }
        if marks.contains("@") { node.deadline = .seconds(60) }
        if parts.count > 1 {
            node.kind = .scenario
            node.outcomes = parts[1].split(separator: ",").map(String.init)
        }
        return node
    }

    private static func link(_ text: String) -> ProcessLink {
        let parts = text.split(separator: ">").map(String.init)
        let from = parts[0].split(separator: ".").map(String.init)
        let target: LinkTarget =
            switch parts[1] {
            case "end": .end(result: nil)
            case "terminate": .terminate(result: nil)
            default: .process(parts[1])
            }
        return ProcessLink(
            from: from[0],
            outcome: from.count > 1 ? from[1] : "done",
            target: target
        )
    }

    /// What is wrong with it, a line each.
    static func problems(_ text: String, others: [ProcessDefinition] = []) -> [String] {
        DefinitionCheck(modules: modules, others: others).problems(in: definition(text)).map(\.text)
    }
}
