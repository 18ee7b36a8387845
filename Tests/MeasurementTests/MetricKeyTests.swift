import Measurement
import Testing

@Suite struct MetricKeyTests {
    @Test(arguments: [
        ("tasks_lost", "tasks_lost"), ("a{b:c}", "a{b:c}"), ("a{z:1,b:2}", "a{b:2,z:1}"),
        (" a { b : c d , e : http://x:80/y } ", "a{b:c d,e:http://x:80/y}"),
        ("a{b:größe}", "a{b:größe}"),
    ])
    func `keys have one canonical text`(text: String, canonical: String) throws {
        let key = try MetricKey.parse(text)
        #expect(key.description == canonical)
        #expect(try MetricKey.parse(canonical) == key)
    }

    @Test(arguments: [
        ("", 0), ("1a", 0), ("a{", 2), ("a{}", 2), ("a{b}", 3), ("a{b:}", 4), ("a{b:c", 5),
        ("a{b:c}}", 6), ("a{b:c}x", 6), ("a{b:c,b:d}", 6), ("a{b:c,}", 6), ("a b", 2),
        ("ä", 0), ("a{b:{}", 4), ("a:b", 1),
    ])
    func `errors carry their offset`(text: String, offset: Int) {
        #expect {
            try MetricKey.parse(text)
        } throws: {
            ($0 as? MetricKeyError)?.offset == offset
        }
    }

    @Test func `keys derive wider ones`() {
        let key = MetricKey("m", tags: [("b", "2"), ("a", "1")])
        #expect(key.singleTagKeys.map(\.description) == ["m{a:1}", "m{b:2}"])
        #expect(key.untagged == MetricKey("m"))
        #expect(key.isWithin(MetricKey("m")) && key.isWithin(key))
        #expect(!MetricKey("m").isWithin(key))
        #expect(!key.isWithin(MetricKey("m", tags: [("a", "2")])))
    }

    @Test func `keys sort by the bytes of their text`() {
        let keys = ["m_x", "m{a:1}", "m", "m{a:10}"].compactMap { try? MetricKey.parse($0) }
        #expect(keys.sorted().map(\.description) == ["m", "m_x", "m{a:10}", "m{a:1}"])
    }
}
