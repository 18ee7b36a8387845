import Infrastructure
import JSON

/// What the service says of itself.
extension IntegrationService {
    func tellOfService(_ route: IntegrationRoute, _ request: HTTPRequest) async -> HTTPResponse {
        switch route {
        case .root: Self.root
        case .simpleHealth: simpleHealth(request)
        case .serviceHealth:
            HTTPResponse(.ok, json: .object(selfPortrait("healthy", version: true)))
        case .liveness: HTTPResponse(.ok, json: .object(selfPortrait("alive", version: false)))
        case .readiness: HTTPResponse(.ok, json: .object(selfPortrait("ready", version: false)))
        case .detailedHealth: await detailedHealth()
        default: await metrics()
        }
    }

    private static let root = HTTPResponse(
        .ok,
        json: [
            "service": "Integration Service",
            "version": "1.0.0",
            "status": "running",
            "description": "Микросервис для управления интеграциями с внешними платформами",
        ]
    )

    /// Sixty a minute for every client, which is what a proxy says it is.
    private func simpleHealth(_ request: HTTPRequest) -> HTTPResponse {
        let header = request.headers.first { $0.name.lowercased() == "x-forwarded-for" }
        let client = header?.value.split(separator: ",").first.map { String($0) } ?? ""
        guard healthLimit.admits(client, at: environment.clock.now) else {
            return HTTPResponse(429, json: ["error": "Rate limit exceeded: 60 per 1 minute"])
        }
        return HTTPResponse(
            .ok,
            json: ["status": "healthy", "service": "Integration Service", "version": "1.0.0"]
        )
    }

    private func selfPortrait(_ status: String, version: Bool) -> JSONObject {
        var object: JSONObject = [
            "status": .string(status),
            "service": "integration-service",
            "timestamp": .instant(environment.clock.now),
        ]
        if version { object.append("version", "1.0.0") }
        return object
    }

    /// All parts; where one is not healthy, 503 with the same below `detail`.
    private func detailedHealth() async -> HTTPResponse {
        var components: JSONObject = [
            "database": ["status": "healthy", "type": "PostgreSQL"],
            "vault": ["status": "healthy", "type": "HashiCorp Vault"],
        ]
        var isHealthy = true
        do {
            let statistics = try await manager.recoveryStatistics()
            components.append("redis", ["status": "healthy", "type": "Redis"])
            components.append("account_manager", statistics.component)
            isHealthy = statistics.state == "healthy"
        } catch {
            isHealthy = false
            for (name, type) in [("redis", "Redis"), ("account_manager", "Account Manager")] {
                components.append(
                    name,
                    ["status": "unhealthy", "error": .string(error.text), "type": .string(type)]
                )
            }
        }
        var object = selfPortrait(isHealthy ? "healthy" : "degraded", version: true)
        object.append("components", .object(components))
        guard isHealthy else { return HTTPResponse(503, json: ["detail": .object(object)]) }
        return HTTPResponse(.ok, json: .object(object))
    }

    private func metrics() async -> HTTPResponse {
        do {
            let statistics = try await manager.recoveryStatistics()
            return HTTPResponse(
                .ok,
                headers: [HTTPHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")],
                body: .text(MetricsText.gauges(statistics) + counters.text)
            )
        } catch {
            return Self.failure("Error collecting metrics", error)
        }
    }
}
