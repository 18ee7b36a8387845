import Infrastructure

/// A request of a flow with its places, shared by all journeys.
final class RequestTemplate: Sendable {
    let name: String

    /// The request's place among those of its flow.
    let number: Int
    let service: ServiceName
    let method: HTTPMethod
    let body: FlowProgram.BodyTemplate
    let submitsTask: Bool

    /// True for a request that is repeated until its reply is final.
    let isPoll: Bool
    private let path: [TextTemplate]

    /// The path with its constant segments, and the places of the others.
    private let segments: [String]
    private let places: [Int]

    init(
        name: String,
        number: Int,
        service: ServiceName,
        method: HTTPMethod,
        path: [TextTemplate],
        body: FlowProgram.BodyTemplate,
        submitsTask: Bool,
        isPoll: Bool
    ) {
        self.name = name
        self.number = number
        self.service = service
        self.method = method
        self.path = path
        self.body = body
        self.submitsTask = submitsTask
        self.isPoll = isPoll
        segments = path.map { $0.constant ?? "" }
        places = path.indices.filter { path[$0].constant == nil }
    }

    /// The path of one journey's request.
    func path(
        values: ArraySlice<String>,
        _ generate: (TextTemplate.Generated) -> String
    ) -> HTTPPath {
        var segments = segments
        for place in places {
            segments[place] = path[place].text(values: values, generate)
        }
        return HTTPPath(segments: segments)
    }
}
