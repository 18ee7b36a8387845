import Infrastructure
import JSON

/// What the service tells of tasks and their results.
extension ParsingService {
    private static let pages: [BodyField] = [
        BodyField(name: "page", rule: .integer(1...1_000_000), isRequired: false, defaultValue: 1),
        BodyField(name: "limit", rule: .integer(1...1000), isRequired: false, defaultValue: 20),
    ]
    private static let slices: [BodyField] = [
        BodyField(name: "limit", rule: .integer(0...10_000), isRequired: false, defaultValue: 1000),
        BodyField(
            name: "offset",
            rule: .integer(0...Int64(Int32.max)),
            isRequired: false,
            defaultValue: 0
        ),
        BodyField(name: "format", rule: .string, isRequired: false, defaultValue: "json"),
    ]

    /// The user's tasks, the newest first.
    func list(_ request: HTTPRequest, _ user: Int64) -> HTTPResponse {
        var problems: [RequestProblem] = []
        let query = request.query.checked(Self.pages, &problems)
        guard problems.isEmpty else { return Replies.problems(problems) }
        let page = Int(query["page"]?.integer ?? 1)
        let limit = Int(query["limit"]?.integer ?? 20)
        let (total, tasks) = database.read { table in
            let rows = table.all.reversed().filter { table[$0]?.order.userID == user }
            let slice = rows.dropFirst((page - 1) * limit).prefix(limit)
            return (rows.count, slice.compactMap { table[$0]?.full })
        }
        return HTTPResponse(
            .ok,
            json: [
                "tasks": .array(tasks), "total": .integer(Int64(total)),
                "page": .integer(Int64(page)), "limit": .integer(Int64(limit)),
                "has_more": .bool(page * limit < total),
            ]
        )
    }

    func results(_ task: ParsingTask, _ request: HTTPRequest) -> HTTPResponse {
        guard task.resultCount > 0 else {
            let text =
                "No parsing results found for this task. "
                + "The task may still be running or no data was collected."
            return noResults(task.id, text, request)
        }
        var problems: [RequestProblem] = []
        let query = request.query.checked(Self.slices, &problems)
        guard problems.isEmpty else { return Replies.problems(problems) }
        let limit = query["limit"]?.integer ?? 1000
        let offset = query["offset"]?.integer ?? 0
        let end = min(offset + limit, task.resultCount)
        let rows = offset < end ? (offset..<end).map(task.result) : []
        return HTTPResponse(
            .ok,
            json: [
                "task_id": .string(task.id), "results": .array(rows),
                "total": .integer(task.resultCount),
                "format": query["format"] ?? "json",
                "pagination": pagination(offset, limit, hasMore: end < task.resultCount),
            ]
        )
    }

    func noResults(_ id: String, _ text: String, _ request: HTTPRequest) -> HTTPResponse {
        var problems: [RequestProblem] = []
        let query = request.query.checked(Self.slices, &problems)
        guard problems.isEmpty else { return Replies.problems(problems) }
        let limit = query["limit"]?.integer ?? 1000
        let offset = query["offset"]?.integer ?? 0
        return HTTPResponse(
            .ok,
            json: [
                "task_id": .string(id), "results": [], "total": 0,
                "format": query["format"] ?? "json",
                "pagination": pagination(offset, limit, hasMore: false),
                "message": .string(text),
            ]
        )
    }

    private func pagination(_ offset: Int64, _ limit: Int64, hasMore: Bool) -> JSONValue {
        [
            "offset": .integer(offset), "limit": .integer(limit), "has_more": .bool(hasMore),
        ]
    }

    /// All results as a file: JSON or CSV; the tables of office programs are not made here.
    func export(_ task: ParsingTask, _ request: HTTPRequest) -> HTTPResponse {
        guard task.resultCount > 0 else {
            return Replies.detail(.notFound, "No results found for this task")
        }
        let format = request.query["format"]?.lowercased() ?? "json"
        let name = "attachment; filename=parsing_results_\(task.id).\(format)"
        let header = HTTPHeader("Content-Disposition", name)
        let rows = (0..<task.resultCount).map(task.result)
        switch format {
        case "json":
            return HTTPResponse(.ok, json: .array(rows), headers: [header])
        case "csv":
            let keys = ["created_at", "id", "platform", "platform_id", "source", "task_id"]
            var text = keys.joined(separator: ",") + "\r\n"
            for row in rows {
                text += keys.map { row[$0]?.string ?? "" }.joined(separator: ",") + "\r\n"
            }
            return HTTPResponse(.ok, headers: [header], body: .text(text))
        default:
            return Replies.detail(.badRequest, "Unsupported format. Use 'json' or 'csv'")
        }
    }
}
