import JSON
import Testing

struct JSONValueTests {
    private let value: JSONValue = [
        "text": "x", "count": 3, "ratio": 0.5, "on": true, "none": nil, "list": [1, 2],
        "inner": ["deep": ["er": "y"]],
    ]

    @Test func `accessors give the value of their kind and nil for any other`() {
        #expect(value["text"]?.string == "x")
        #expect(value["count"]?.integer == 3)
        #expect(value["count"]?.number == 3)
        #expect(value["ratio"]?.number == 0.5)
        #expect(value["ratio"]?.integer == nil)
        #expect(value["on"]?.bool == true)
        #expect(value["list"]?.array == [1, 2])
        #expect(value["inner"]?["deep"]?["er"] == "y")
        #expect(value["inner"]?.object?.count == 1)
        #expect(value["text"]?.integer == nil)
        #expect(value["text"]?["x"] == nil)
        #expect(value["missing"] == nil)
        #expect(value["none"]?.isNull == true)
    }

    @Test func `an integral number equals the integer`() {
        #expect(JSONValue.number(5) == .integer(5))
        #expect(JSONValue.integer(.max) != .number(0x1p63))
        #expect(JSONValue.number(5.5) != .integer(5))
        #expect(JSONValue.number(3).integer == 3)
    }

    @Test func `objects are equal in any order of their members`() {
        #expect(["a": 1, "b": [nil], "c": 3] as JSONValue == ["c": 3, "a": 1, "b": [nil]])
        #expect(["a": 1, "b": 2] as JSONValue != ["b": 1, "a": 2])
        #expect(["a": 1] as JSONValue != ["a": 1, "b": 2])
    }

    @Test func `a node made from a value gives that value back at one position`() throws {
        let position = JSONPosition(line: 7, column: 3)
        let node = JSONNode(value: value, position: position)
        #expect(node.jsonValue() == value)
        #expect(node["inner"]?["deep"]?.position == position)
        #expect(node["text"]?["x"] == nil)
    }
}

struct JSONObjectTests {
    @Test func `setting replaces in place, adds at the end, and removes`() {
        var object: JSONObject = ["a": 1, "b": 2]
        object["a"] = 3
        object["c"] = .null
        #expect(object.members.map(\.key) == ["a", "b", "c"])
        #expect(object["a"] == 3)
        object["b"] = nil
        object["missing"] = nil
        object.append("d", 4)
        #expect(object.members.map(\.key) == ["a", "c", "d"])
        #expect(!object.isEmpty && JSONObject().isEmpty)
    }

    @Test(arguments: [3, 40])
    func `of members with one key the last value takes the first place`(count: Int) {
        let members = (0..<count).map { ("k\($0)", JSONValue.integer(Int64($0))) }
        let object = JSONObject(members + [("k1", "last")])
        #expect(object.count == count)
        #expect(object.members[1].value == "last")
    }
}
