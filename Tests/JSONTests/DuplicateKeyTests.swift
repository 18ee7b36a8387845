import JSON
import Testing

struct DuplicateKeyTests {
    @Test func `duplicates are listed in the order of the text with their paths`() throws {
        let document = try JSONReader.read(
            """
            {
              "load": { "a": { "rate": 1, "rate": 2, "rate": 3 } },
              "faults": [{}, { "at": "1s", "for": 1, "at": "2s" }],
              "load": [[{ "x": 1, "x": 2 }]]
            }
            """
        )
        #expect(
            document.duplicateKeys.map { "\($0.path) \($0.position) \($0.firstPosition)" } == [
                "load.a.rate 2:31 2:20",
                "load.a.rate 2:42 2:20",
                "faults[1].at 3:42 3:20",
                "load 4:3 2:3",
                "load[0][0].x 4:23 4:15",
            ]
        )
        #expect(document.duplicateKeys.last?.key == "x")
    }

    @Test func `equal keys of different objects are no duplicates`() throws {
        let document = try JSONReader.read("{\"a\": {\"a\": 1}, \"b\": [{\"a\": 1}, {\"a\": 1}]}")
        #expect(document.duplicateKeys.isEmpty)
    }

    @Test func `keys of large objects are compared as well`() throws {
        let members = (0..<30).map { "\"k\($0)\": \($0)" }.joined(separator: ", ")
        let document = try JSONReader.read("[{\(members), \"k7\": 0, \"k7\": 1}]")
        #expect(document.duplicateKeys.map(\.path) == ["[0].k7", "[0].k7"])
        #expect(Set(document.duplicateKeys.map(\.firstPosition.column)) == [66])
    }
}
