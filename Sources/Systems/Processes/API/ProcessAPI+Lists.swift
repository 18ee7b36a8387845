import Infrastructure
import JSON

/// Lists of instances, the newest first, from the read model.
extension ProcessAPI {
    func listInstances(_ call: APICall) async throws -> HTTPResponse {
        let query = try call.query(APIBodies.instances)
        let page = PageQuery(query)
        let status = query.string("status").flatMap(InstanceStatus.init)
        let filter = filter(query, status: status)
        let entries = directory.entries(
            skipping: page.offset,
            count: page.size,
            where: filter.admits
        )
        let total = directory.count(where: filter.admits)
        let items = replies(entries).map { JSONValue.object($0.summary) }
        return page.reply(items, total: total)
    }

    /// The instances that a filter admits and that are fit otherwise, the newest first.
    ///
    /// Those that it names one by one are not looked for.
    func entries(
        _ filter: InstanceFilter,
        where isFit: (InstanceDirectory.Entry) -> Bool
    ) -> [InstanceDirectory.Entry] {
        guard let named = filter.named else {
            return directory.entries { isFit($0) && filter.admits($0) }
        }
        return named.compactMap { directory[$0] }.filter { isFit($0) && filter.admits($0) }
    }

    /// What entries of the read model say in full.
    func replies(_ entries: [InstanceDirectory.Entry]) -> [InstanceReply] {
        entries.compactMap { entry in
            guard let graph = directory.graph(entry.graph),
                let record = InstanceRecord(entry.bytes, graph: graph)
            else { return nil }
            return InstanceReply(id: entry.id, record: record, graph: graph)
        }
    }

    /// The instances that the members of a query or a body name.
    func filter(_ fields: JSONObject, status: InstanceStatus? = nil) -> InstanceFilter {
        let graphs = fields.string("definition").map { directory.graphs(of: $0) }
        return InstanceFilter(fields, status: status, graphs: graphs)
    }
}

/// Which instances a request is about.
struct InstanceFilter: Sendable {
    private let status: InstanceStatus?
    /// The numbers of the versions that they may run on.
    private let graphs: [Int]?
    private let key: String?
    private let ids: [String]?

    /// Takes the members that are there; what is missing admits all.
    init(_ fields: JSONObject, status: InstanceStatus?, graphs: [Int]?) {
        self.status = status
        key = fields.string("key")
        ids = fields["ids"]?.array?.compactMap(\.string) ?? fields.string("instance").map { [$0] }
        self.graphs = graphs
    }

    /// The instances that it names one by one; nil where it does not.
    var named: [String]? { ids }

    func admits(_ entry: InstanceDirectory.Entry) -> Bool {
        if let status, entry.status != status { return false }
        if let ids, !ids.contains(entry.id) { return false }
        if let graphs, !graphs.contains(entry.graph) { return false }
        if let key, InstanceRecord.header(of: entry.bytes)?.key != key { return false }
        return true
    }
}
