import Infrastructure
import JSON

/// Which part of a list a request asks for: `?page=2&size=50`, pages from 1.
struct PageQuery: Equatable {
    let page: Int
    let size: Int

    /// The number of elements in front of the page.
    var offset: Int { (page - 1) * size }

    static let fields: [BodyField] = [
        BodyField(name: "page", rule: .integer(1...1_000_000), isRequired: false, defaultValue: 1),
        BodyField(name: "size", rule: .integer(1...1000), isRequired: false, defaultValue: 50),
    ]

    init(_ query: JSONObject) {
        page = Int(query["page"]?.integer ?? 1)
        size = Int(query["size"]?.integer ?? 50)
    }

    /// The page of a list that is there as a whole.
    func reply(_ all: [JSONValue]) -> HTTPResponse {
        reply(Array(all.dropFirst(offset).prefix(size)), total: all.count)
    }

    /// The page of a list of which only the page is there.
    func reply(_ items: [JSONValue], total: Int) -> HTTPResponse {
        let pages = total / size + (total % size == 0 ? 0 : 1)
        return HTTPResponse(
            .ok,
            json: [
                "items": .array(items), "total": .integer(Int64(total)),
                "page": .integer(Int64(page)), "size": .integer(Int64(size)),
                "pages": .integer(Int64(pages)),
            ]
        )
    }
}
