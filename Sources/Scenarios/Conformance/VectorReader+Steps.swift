import JSON

// The steps of the kinds of cases.

extension VectorReader {
    func storeStep(_ node: JSONNode) throws(VectorError) -> StoreStep {
        let members = try checked(
            node,
            known: ["call", "client", "reply", "unordered", "advance_ms"],
        )
        let action: StoreStep.Action
        if let time = node["advance_ms"] {
            guard members.count == 1 else {
                throw failure(node.position, "advance_ms stands alone in its step")
            }
            action = .advance(milliseconds: try self.time(time, "advance_ms"))
        } else {
            let call = try member("call", of: node)
            let words = try texts(call, "call")
            guard !words.isEmpty else {
                throw failure(call.position, "call is empty; its first word is the command")
            }
            let reply = try member("reply", of: node)
            try checkReply(reply)
            action = .call(
                client: try node["client"].map { node throws(VectorError) in
                    try text(node, "client")
                } ?? "a",
                words: words,
                reply: reply.jsonValue(),
                order: try order(node["unordered"])
            )
        }
        return StoreStep(
            action: action,
            position: node.position,
            text: node.jsonValue()
        )
    }

    private func order(_ node: JSONNode?) throws(VectorError) -> StoreStep.Order {
        guard let node else { return .exact }
        switch node.value {
        case .bool(let isSet): return isSet ? .set : .exact
        case .string("pairs"): return .pairs
        case .string("scan"): return .scan
        default:
            throw failure(node.position, "unordered is true, \"pairs\" or \"scan\"")
        }
    }

    private func checkReply(_ node: JSONNode) throws(VectorError) {
        switch node.value {
        case .null, .string: return
        case .number where node.jsonValue().integer != nil: return
        case .array(let elements):
            for element in elements { try checkReply(element) }
        case .object(let members)
        where members.count == 1 && ["status", "error"].contains(members[0].key):
            _ = try text(members[0].value, members[0].key)
        default:
            throw failure(
                node.position,
                "a reply is an integer, a string, null, an array, {\"status\": S} or "
                    + "{\"error\": S}"
            )
        }
    }

    func brokerStep(_ node: JSONNode) throws(VectorError) -> BrokerStep {
        let op = try member("op", of: node)
        let name = try text(op, "op")
        guard let operation = BrokerOperation(rawValue: name) else {
            let names = BrokerOperation.allCases.map(\.rawValue)
            throw unknown("op", name, at: op.position, among: names)
        }
        let outcomes = ["reply", "error", "deliveries", "returned"]
        let known = operation.required + operation.optional
        let members = try checked(node, known: ["op", "channel"] + known + outcomes)
        for key in operation.required where node[key] == nil {
            throw failure(node.position, "\(name) needs \(key)")
        }
        var (arguments, outcome) = (JSONObject(), JSONObject())
        for member in members where !["op", "channel"].contains(member.key) {
            if outcomes.contains(member.key) {
                try checkOutcome(member)
                outcome[member.key] = member.value.jsonValue()
            } else {
                try checkArgument(member)
                arguments[member.key] = member.value.jsonValue()
            }
        }
        return BrokerStep(
            operation: operation,
            channel: try node["channel"].map { node throws(VectorError) in
                try text(node, "channel")
            } ?? "a",
            arguments: arguments,
            outcome: outcome,
            position: node.position,
            text: node.jsonValue()
        )
    }

    private func checkArgument(_ member: JSONMember) throws(VectorError) {
        let node = member.value
        switch (BrokerOperation.kind(of: member.key), node.value) {
        case (.text, _): _ = try text(node, member.key)
        case (.count, _): _ = try count(node, member.key)
        case (.time, _): _ = try time(node, member.key)
        case (.flag, .bool), (.table, .object): return
        case (.flag, _):
            throw failure(node.position, "\(member.key) has to be true or false")
        case (.table, _):
            throw failure(node.position, "\(member.key) has to be an object")
        }
    }

    private func checkOutcome(_ member: JSONMember) throws(VectorError) {
        let node = member.value
        switch (member.key, node.value) {
        case ("returned", .array), ("reply", .object): return
        case ("deliveries", .object(let lists)):
            for list in lists { _ = try elements(list.value, list.key) }
        case ("error", .object):
            _ = try count(self.member("code", of: node), "code")
            _ = try text(self.member("text", of: node), "text")
        default:
            let kind = member.key == "returned" ? "an array" : "an object"
            throw failure(node.position, "\(member.key) has to be \(kind)")
        }
    }

    /// The members of a step, none of which may be unknown.
    private func checked(
        _ node: JSONNode,
        known: [String]
    ) throws(VectorError) -> [JSONMember] {
        guard case .object(let members) = node.value else {
            throw failure(node.position, "a step has to be an object, not \(node.kind)")
        }
        for member in members where !known.contains(member.key) {
            throw unknown("key", member.key, at: member.keyPosition, among: known)
        }
        return members
    }

    // MARK: Topics

    func topics(_ root: JSONNode) throws(VectorError) -> [VectorCase] {
        let keys = try texts(member("keys", of: root), "keys")
        let matches = try member("matches", of: root)
        var cases: [VectorCase] = []
        for node in try elements(member("patterns", of: root), "patterns") {
            let pattern = try text(node, "a pattern")
            let recorded = try texts(member(pattern, of: matches), "matches")
            if let stranger = recorded.first(where: { !keys.contains($0) }) {
                throw failure(
                    matches.position,
                    "\"\(pattern)\" matches \"\(stranger)\", which is not among the keys"
                )
            }
            cases.append(
                VectorCase(
                    name: pattern,
                    file: file,
                    line: node.position.line,
                    steps: .topic(
                        TopicStep(
                            pattern: pattern,
                            keys: keys,
                            matches: recorded,
                            position: node.position
                        )
                    ),
                    family: family(of: "")
                )
            )
        }
        return cases
    }
}
