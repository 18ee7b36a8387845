import JSON
import Testing

@testable import Systems

/// Changes of single processes and links of a draft.
struct ProcessDefinitionEditingTests {
    private static let a = ProcessNode(id: "a", module: "script")
    private static let b = ProcessNode(id: "b", module: "human")

    private static let definition = ProcessDefinition(
        id: "d",
        processes: [a, b],
        links: [
            ProcessLink(from: "a", target: .process("b")),
            ProcessLink(from: "b", target: .end(result: "fine")),
            ProcessLink(from: "b", outcome: "failed", target: .process("a")),
        ]
    )

    @Test func `a process is added behind the others, once`() throws {
        var draft = Self.definition
        let c = ProcessNode(id: "c", module: "mail")
        try draft.add(c)
        #expect(draft.processes == [Self.a, Self.b, c])
        #expect(throws: DraftRefusal.processExists("c")) { try draft.add(c) }
        #expect(draft.processes.count == 3)
    }

    @Test func `a process is replaced where it stands, and keeps its id`() throws {
        var draft = Self.definition
        var other = Self.a
        other.attempts = 7
        try draft.replace(process: "a", by: other)
        #expect(draft.processes == [other, Self.b])
        #expect(throws: DraftRefusal.otherID("b", expected: "a")) {
            try draft.replace(process: "a", by: Self.b)
        }
        #expect(throws: DraftRefusal.unknownProcess("z", known: ["a", "b"])) {
            try draft.replace(process: "z", by: Self.b)
        }
        #expect(draft.processes == [other, Self.b])
    }

    @Test func `a process goes with the links that touch it`() throws {
        var draft = Self.definition
        let removed = try draft.remove(process: "a")
        #expect(removed == [Self.definition.links[0], Self.definition.links[2]])
        #expect(draft.links == [Self.definition.links[1]])
        #expect(draft.processes == [Self.b])
        #expect(throws: DraftRefusal.unknownProcess("a", known: ["b"])) {
            try draft.remove(process: "a")
        }
    }

    @Test func `links that join the same are one, whatever their end is called`() throws {
        var draft = Self.definition
        #expect(throws: DraftRefusal.linkExists) {
            try draft.add(ProcessLink(from: "b", target: .end(result: nil)))
        }
        try draft.add(ProcessLink(from: "b", target: .terminate(result: nil)))
        try draft.add(ProcessLink(from: "a", outcome: "failed", target: .process("b")))
        #expect(draft.links.count == 5)
    }

    @Test func `a link is taken away by all three of its names`() throws {
        var draft = Self.definition
        let end = ProcessLink(from: "b", target: .end(result: nil))
        #expect(try draft.remove(end) == Self.definition.links[1])
        #expect(throws: DraftRefusal.unknownLink) { try draft.remove(end) }
        #expect(throws: DraftRefusal.unknownLink) {
            try draft.remove(ProcessLink(from: "b", target: .process("a")))
        }
        #expect(draft.links.count == 2)
    }
}

/// Changes that name only what changes.
struct MergePatchTests {
    @Test(
        arguments: [
            (["a": 1], ["a": 2], ["a": 2]),
            (["a": 1], ["b": 2], ["a": 1, "b": 2]),
            (["a": 1, "b": 2], ["a": nil], ["b": 2]),
            (["a": 1], ["b": nil], ["a": 1]),
            (["a": [1]], ["a": [2, 3]], ["a": [2, 3]]),
            (["a": ["b": 1, "c": 2]], ["a": ["b": nil, "d": 4]], ["a": ["c": 2, "d": 4]]),
            (["a": "x"], ["a": ["b": nil, "c": 1]], ["a": ["c": 1]]),
            ([:], [:], [:]),
        ] as [(JSONObject, JSONObject, JSONObject)]
    )
    func `a patch changes what it names`(
        _ object: JSONObject,
        _ patch: JSONObject,
        _ merged: JSONObject
    ) {
        #expect(MergePatch.merged(object, patch) == merged)
    }
}
