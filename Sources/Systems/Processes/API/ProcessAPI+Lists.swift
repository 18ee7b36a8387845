import Infrastructure
import JSON

/// Lists of instances, the newest first, from the read model.
extension ProcessAPI {
    func listInstances(_ call: APICall) async throws -> HTTPResponse {
        let query = try call.query(APIBodies.instances)
        let page = PageQuery(query)
        let status = query.string("status").flatMap(InstanceStatus.init)
        let filter = try await filter(query, status: status)
        let entries = directory.entries(
            skipping: page.offset,
            count: page.size,
            where: filter.admits
        )
        let total = directory.count(where: filter.admits)
        let items = try await replies(entries).map { JSONValue.object($0.summary) }
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
    func replies(
        _ entries: [InstanceDirectory.Entry]
    ) async throws(KeyValueStoreError) -> [InstanceReply] {
        var replies: [InstanceReply] = []
        replies.reserveCapacity(entries.count)
        for entry in entries {
            guard let graph = try await graph(entry.graph),
                let record = InstanceRecord(entry.bytes, graph: graph)
            else { continue }
            replies.append(InstanceReply(id: entry.id, record: record, graph: graph))
        }
        return replies
    }

    /// The instances that the members of a query or a body name.
    func filter(
        _ fields: JSONObject,
        status: InstanceStatus? = nil
    ) async throws(KeyValueStoreError) -> InstanceFilter {
        InstanceFilter(fields, status: status, graphs: commands.graphs)
    }

    /// A version by its number.
    func graph(_ number: Int) async throws(KeyValueStoreError) -> ProcessGraph? {
        if let graph = commands.graphs.known(number) { return graph }
        return try await commands.graphs.graph(number)
    }
}

/// Which instances a request is about.
struct InstanceFilter: Sendable {
    private let status: InstanceStatus?
    private let definition: String?
    private let key: String?
    private let ids: [String]?
    private let graphs: any GraphSource

    /// Takes the members that are there; what is missing admits all.
    init(_ fields: JSONObject, status: InstanceStatus?, graphs: any GraphSource) {
        self.status = status
        definition = fields.string("definition")
        key = fields.string("key")
        ids = fields["ids"]?.array?.compactMap(\.string) ?? fields.string("instance").map { [$0] }
        self.graphs = graphs
    }

    /// The instances that it names one by one; nil where it does not.
    var named: [String]? { ids }

    func admits(_ entry: InstanceDirectory.Entry) -> Bool {
        if let status, entry.status != status { return false }
        if let ids, !ids.contains(entry.id) { return false }
        if let definition, graphs.known(entry.graph)?.definition.id != definition { return false }
        if let key, InstanceRecord.header(of: entry.bytes)?.key != key { return false }
        return true
    }
}
