import Infrastructure
import Testing

struct HTTPQueryTests {
    @Test(
        arguments: [
            ("a=1&b=2", "a", "1"), ("a=1&b=2", "b", "2"), ("a=1&b=2", "c", nil),
            ("a=1&a=2", "a", "2"), ("a", "a", ""), ("a=", "a", ""), ("=1", "", "1"),
            ("a=b=c", "a", "b=c"), ("&&a=1&", "a", "1"), ("", "", nil), ("A=1", "a", nil),
            ("a=x+y%20z", "a", "x y z"), ("a=%2B%26%3D", "a", "+&="), ("%61=1", "a", "1"),
            ("a=%D0%BA%d0%b0", "a", "ка"), ("a=100%", "a", "100%"), ("a=%4", "a", "%4"),
            ("a=%zz%41", "a", "%zzA"), ("a=%%41", "a", "%A"), ("a=%FF", "a", "\u{FFFD}"),
            ("a=1;b=2", "a", "1;b=2"),
        ] as [(String, String, String?)]
    )
    func `a field is read as Starlette reads it`(query: String, name: String, value: String?) {
        #expect(HTTPQuery(query)[name] == value)
    }

    @Test func `fields that are written down are read again`() {
        let fields = [
            ("user_id", "1"), ("recovery_time", "2025-01-01T00:00:00+00:00"), ("", "=&%? ж"),
            ("a b", ""), ("a b", "-._~"),
        ]
        let query = HTTPQuery(fields.map { (name: $0.0, value: $0.1) })
        #expect(query.text.utf8.allSatisfy { $0 > 32 && $0 < 127 })
        #expect(query.fields.map(\.name) == fields.map(\.0))
        #expect(query.fields.map(\.value) == fields.map(\.1))
    }

    @Test(
        arguments: [
            ("/a/b?c=1", "/a/b", "c=1"), ("/a/b", "/a/b", ""), ("/?", "/", ""),
            ("/a?b?c/d", "/a", "b?c/d"),
        ]
    )
    func `a target ends its path at the question mark`(
        _ target: String,
        path: String,
        query: String
    ) {
        let request = HTTPRequest(.get, target: target)
        #expect(request.path.description == path)
        #expect(request.query.text == query)
    }
}
