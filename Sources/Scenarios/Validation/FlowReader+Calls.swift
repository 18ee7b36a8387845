import Infrastructure
import JSON
import LoadGeneration
import Measurement

/// Reads the steps that call others: requests and messages.
extension FlowReader {
    func request(_ node: JSONNode, at path: String) -> FlowStep? {
        let values = sections.read(node, FlowTable.request, at: path)
        for key in ["path", "headers", "body"] {
            checkPlaces(in: node[key], at: path.extended(by: key))
        }
        let target = target(of: values, at: path)
        let service = service(of: values, node, target, at: path)
        guard let target else { return nil }
        let method = values.text("method").flatMap(HTTPMethod.init) ?? .get
        guard let service, !values.failed("method", "headers", "name", "submitsTask") else {
            return nil
        }
        return .request(
            FlowRequest(
                name(of: values, method, target.path, at: path),
                method,
                service,
                path: target.path,
                headers: headers(node["headers"], at: path.extended(by: "headers")),
                body: node["body"]?.jsonValue(),
                submitsTask: values.flag("submitsTask")
                    ?? (method == .post && takesTasks(service, at: target.path))
            )
        )
    }

    /// Whether a POST to a path of a service asks for a task; so does every one to a service that
    /// says nothing of its paths.
    private func takesTasks(_ service: ServiceName, at path: String) -> Bool {
        guard let declared = surroundings.declared.first(where: { $0.name == service }) else {
            return true
        }
        var router = HTTPRouter()
        for pattern in declared.taskPaths { router.add(.post, pattern, 0) }
        return router.match(.post, HTTPRequest(.post, target: path).path) != .notFound
    }

    /// The name that the request is measured by, which can stand in a threshold's key.
    private func name(
        of values: ConfigurationValues,
        _ method: HTTPMethod,
        _ path: String,
        at place: String
    ) -> String {
        if let name = values.text("name"), let position = values.position("name") {
            let key = try? MetricKey.parse("m{t:\(name)}")
            if key?.tags.first?.value != name {
                report.error(
                    "a name is a text without \",\", \"{\" and \"}\", and without spaces around"
                        + " it, found \(Quotation.quoted(name))",
                    at: position,
                    path: place.extended(by: "name")
                )
            }
            return name
        }
        var text = method.rawValue + " "
        for part in (try? Placeholders.parts(of: path)) ?? [] {
            switch part {
            case .literal(let literal):
                text += literal.prefix { $0 != "?" }
                if literal.contains("?") { return Self.measurable(text) }
            case .place(let name, _): text += ":" + (name.split(separator: ":").first ?? "")
            }
        }
        return Self.measurable(text)
    }

    /// A text that can be the value of a tag.
    private static func measurable(_ text: String) -> String {
        String(text.map { "{},".contains($0) ? "_" : $0 })
    }

    private func service(
        of values: ConfigurationValues,
        _ node: JSONNode,
        _ target: Target?,
        at path: String
    ) -> String? {
        let services = surroundings.services
        if surroundings.takeOnlyMessages {
            report.error(
                "no system of the file takes requests",
                at: node.position,
                path: path,
                hint: "write \"publish\" for a message"
            )
            return nil
        }
        guard let name = values.text("service"), let position = values.position("service") else {
            return impliedService(of: values, node, target, at: path)
        }
        if let other = target?.service, other != name {
            report.error(
                "the URL is that of \(Quotation.quoted(other)), not of \(Quotation.quoted(name))",
                at: position,
                path: path.extended(by: "service"),
                hint: "leave \"service\" out, or write a path"
            )
            return nil
        }
        if services.isEmpty || services.contains(name) { return name }
        report.unknown(
            "service",
            name,
            among: services,
            at: position,
            path: path.extended(by: "service")
        )
        return nil
    }

    /// The service of a request that names none.
    private func impliedService(
        of values: ConfigurationValues,
        _ node: JSONNode,
        _ target: Target?,
        at path: String
    ) -> String? {
        let services = surroundings.services
        guard !values.failed("service"), !services.isEmpty else { return nil }
        let isURL = target?.isURL ?? (values.text("path") != nil)
        if isURL { return target?.service }
        if surroundings.fronts == 1 { return services[0] }
        report.error(
            "missing key \"service\"",
            at: node.position,
            path: path,
            hint: Suggestion.list(of: services)
        )
        return nil
    }

    private func headers(_ node: JSONNode?, at path: String) -> [HTTPHeader] {
        guard case .object(let members) = node?.value else { return [] }
        return members.compactMap { member in
            guard case .string(let text) = member.value.value else {
                report.error(
                    "expected a string, found \(Quotation.found(member.value))",
                    at: member.value.position,
                    path: path.extended(by: member.key)
                )
                return nil
            }
            return HTTPHeader(member.key, text)
        }
    }

    func publication(_ node: JSONNode, at path: String) -> FlowStep? {
        let values = sections.read(node, FlowTable.publish, at: path)
        for key in ["queue", "exchange", "routingKey", "headers", "body"] {
            checkPlaces(in: node[key], at: path.extended(by: key))
        }
        checkQueue(of: values, at: path)
        let queue = values.text("queue")
        let exchange = values.text("exchange")
        guard !values.failed("queue", "exchange", "routingKey", "headers") else { return nil }
        guard (queue == nil) != (exchange == nil), queue == nil || node["routingKey"] == nil else {
            report.error(
                "a message goes to a queue, or to an exchange with a routing key",
                at: node.position,
                path: path,
                hint: "write \"queue\", or \"exchange\" and \"routingKey\""
            )
            return nil
        }
        return .publish(
            FlowPublication(
                exchange: exchange ?? "",
                routingKey: queue ?? values.text("routingKey") ?? "",
                headers: node["headers"]?.jsonValue().object ?? JSONObject(),
                body: node["body"]?.jsonValue()
            )
        )
    }

    func reception(_ node: JSONNode, at path: String) -> FlowStep? {
        let values = sections.read(node, FlowTable.receive, at: path)
        checkPlaces(in: node["queue"], at: path.extended(by: "queue"))
        checkQueue(of: values, at: path)
        let within = value("within", values, node, at: path)
        guard let queue = values.text("queue"), let within else { return nil }
        return .receive(queue: queue, within: within)
    }

    /// A queue that no system has will never exist.
    private func checkQueue(of values: ConfigurationValues, at path: String) {
        guard let name = values.text("queue"), let position = values.position("queue"),
            !name.contains("${"), !surroundings.queues.isEmpty,
            !surroundings.queues.contains(name)
        else { return }
        report.unknown(
            "queue",
            name,
            among: surroundings.queues,
            at: position,
            path: path.extended(by: "queue")
        )
    }
}
