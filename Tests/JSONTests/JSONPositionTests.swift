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
