import Infrastructure
import JSON

/// Reads where requests go.
extension FlowReader {
    /// A path, and the service where it is that of a URL.
    struct Target {
        /// With the query where there is one; begins with a slash.
        let path: String
        let isURL: Bool
        /// Nil for a path alone, and where the systems could not be read.
        let service: ServiceName?
    }

    /// A service that was looked for.
    private struct Found {
        let name: ServiceName?
    }

    /// The target of a request; nil, with an error, where it is none.
    func target(of values: ConfigurationValues, at path: String) -> Target? {
        guard let text = values.text("path"), let position = values.position("path") else {
            return nil
        }
        let path = path.extended(by: "path")
        for scheme in [(prefix: "http://", port: 80), (prefix: "https://", port: 443)]
        where text.hasPrefix(scheme.prefix) {
            let rest = text.dropFirst(scheme.prefix.count)
            let authority = rest.prefix { $0 != "/" && $0 != "?" }
            let tail = rest[authority.endIndex...]
            let port = authority.split(separator: ":", omittingEmptySubsequences: false)
            let offset = scheme.prefix.count + (port.count > 1 ? port[0].utf8.count + 1 : 0)
            guard
                let service = service(
                    at: port.count > 1 ? String(port[1]) : "\(scheme.port)",
                    position: report.position(ofByte: offset, inStringAt: position),
                    path: path
                )
            else { return nil }
            let slash = tail.hasPrefix("/") ? "" : "/"
            return Target(path: slash + tail, isURL: true, service: service.name)
        }
        if text.utf8.first != UInt8(ascii: "/") {
            report.error(
                "a path begins with a slash, found \(Quotation.quoted(text))",
                at: position,
                path: path
            )
        }
        return Target(path: text, isURL: false, service: nil)
    }

    /// The service at a port; nil, with an error, where there is none.
    private func service(
        at port: String,
        position: JSONPosition,
        path: String
    ) -> Found? {
        // Where no system could be read, no port is wrong for sure.
        if surroundings.services.isEmpty { return Found(name: nil) }
        let declared = surroundings.declared
        if let service = declared.first(where: { String($0.port) == port }) {
            return Found(name: service.name)
        }
        let ports = declared.map { "\($0.port) (\($0.name))" }.joined(separator: ", ")
        report.error(
            "no service listens at port \(Quotation.quoted(port))",
            at: position,
            path: path,
            hint: ports.isEmpty
                ? "write the path alone, and \"service\"" : "there are \(ports)"
        )
        return nil
    }
}
