import Infrastructure
import JSON

/// A request of a flow with its places, shared by all journeys.
final class RequestTemplate: Sendable {
    /// A body that is the same for all journeys, or made for each.
    private enum Body {
        case constant(Payload)
        case filled(JSONTemplate)
    }

    let name: String

    /// The request's place among those of its flow.
    let number: Int
    let service: ServiceName
    let submitsTask: Bool

    /// True for a request that is repeated until its reply is final.
    let isPoll: Bool
    private let method: HTTPMethod
    private let body: Body
    private let headers: [(name: String, value: TextTemplate)]
    private let path: [TextTemplate]

    /// What stands behind the question mark, as it is written: nothing is encoded on the way.
    private let query: TextTemplate?

    /// The path with its constant segments, and the places of the others.
    private let segments: [String]
    private let places: [Int]

    init(
        _ request: FlowRequest,
        number: Int,
        isPoll: Bool,
        in scope: FlowScope
    ) throws(FlowError) {
        name = request.name
        self.number = number
        service = request.service
        method = request.method
        submitsTask = request.submitsTask
        self.isPoll = isPoll
        var path: [TextTemplate] = []
        let target = try Self.target(request.path)
        for segment in target.segments { path.append(try scope.template(segment)) }
        self.path = path
        query = try target.query.map { text throws(FlowError) in try scope.template(text) }
        var headers: [(name: String, value: TextTemplate)] = []
        for header in request.headers {
            headers.append((header.name, try scope.template(header.value)))
        }
        self.headers = headers
        if let body = request.body {
            let template = try JSONTemplate(body, in: scope)
            self.body = template.constant.map { .constant(.json($0)) } ?? .filled(template)
        } else {
            body = .constant(.empty)
        }
        segments = path.map { $0.constant ?? "" }
        places = path.indices.filter { path[$0].constant == nil }
    }

    /// The parts of a path between its slashes, and what stands behind its question mark.
    ///
    /// Slashes and question marks within a place are none.
    private static func target(
        _ path: String
    ) throws(FlowError) -> (segments: [String], query: String?) {
        let parts: [Placeholders.Part]
        do { parts = try Placeholders.parts(of: path) } catch { throw .unclosedPlaceholder(path) }
        var segments = [""]
        var query: String?
        for part in parts {
            switch part {
            case .place(let name, _):
                if query != nil {
                    query? += "${\(name)}"
                } else {
                    segments[segments.count - 1] += "${\(name)}"
                }
            case .literal(let text):
                if query != nil {
                    query? += text
                    continue
                }
                let end = text.firstIndex(of: "?") ?? text.endIndex
                if end < text.endIndex { query = String(text[end...].dropFirst()) }
                let pieces = text[..<end].split(separator: "/", omittingEmptySubsequences: false)
                segments[segments.count - 1] += pieces.first ?? ""
                segments += pieces.dropFirst().map(String.init)
            }
        }
        return (Array(segments.dropFirst()), query)
    }

    /// The request of one journey.
    func request(
        values: ArraySlice<SlotValue>,
        _ generate: (GeneratedValue) -> String
    ) -> HTTPRequest {
        var segments = segments
        for place in places {
            segments[place] = path[place].text(values: values, generate)
        }
        let payload: Payload
        switch body {
        case .constant(let constant): payload = constant
        case .filled(let template): payload = .json(template.filled(values: values, generate))
        }
        let fields = headers.map { HTTPHeader($0.name, $0.value.text(values: values, generate)) }
        return HTTPRequest(
            method,
            HTTPPath(segments: segments),
            query: HTTPQuery(query?.text(values: values, generate) ?? ""),
            headers: fields,
            body: payload
        )
    }
}
