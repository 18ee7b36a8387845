import JSON
import Testing

struct JSONPositionTests {
    @Test func `every part of a document knows its place`() throws {
        let text = "{\r\n\t\"é😀\": [1,\r  \"日本\", true],\n\"b\":{\"\\u00e9\":null , \"c\":-1}}"
        let document = try JSONReader.read(text)
        #expect(
            places(of: document.root) == [
                "1:1 an object",
                "2:2 key é😀", "2:8 an array", "2:9 a number", "3:3 a string",
                "3:9 true or false",
                "4:1 key b", "4:5 an object",
                "4:6 key é", "4:15 null", "4:22 key c", "4:26 a number",
            ]
        )
    }

    @Test func `each value of JSON Lines knows its place in the whole text`() throws {
        let text = "{\"é\": 1}\r\n\n \t\r\n [true]\n\"x\""
        let documents = try JSONReader.readLines(Array(text.utf8))
        #expect(
            documents.map { places(of: $0.root) } == [
                ["1:1 an object", "1:2 key é", "1:7 a number"],
                ["4:2 an array", "4:3 true or false"],
                ["5:1 a string"],
            ]
        )
        #expect(try JSONReader.readLines(Array("\n \r\n".utf8)).isEmpty)
    }

    @Test(
        arguments: [
            ("1\n[\n2]", "2:2", "the text ends inside the array opened at line 2, column 1"),
            ("1\n\n2 3", "3:3", "there is more after the value"),
        ]
    )
    func `a value of JSON Lines ends with its line`(
        _ text: String,
        _ position: String,
        _ message: String
    ) throws {
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONReader.readLines(Array(text.utf8))
        }
        #expect(error?.position.description == position)
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
    }

    @Test func `positions are ordered by line, then by column`() {
        #expect(JSONPosition.start < JSONPosition(line: 1, column: 2))
        #expect(JSONPosition(line: 1, column: 9) < JSONPosition(line: 2, column: 1))
    }

    private func places(of node: JSONNode) -> [String] {
        let own = ["\(node.position) \(node.kind)"]
        switch node.value {
        case .array(let elements):
            return own + elements.flatMap(places)
        case .object(let members):
            return own
                + members.flatMap { ["\($0.keyPosition) key \($0.key)"] + places(of: $0.value) }
        default:
            return own
        }
    }
}
