package import Infrastructure

/// All that modules have of the world, the same for every process of every definition.
package struct ModuleWorld: Sendable {
    package let environment: SystemEnvironment

    /// Who gets which mail, and the thresholds of criteria, as they are now.
    package let configuration: ProcessConfiguration

    /// Who is asked for decisions.
    package let people: PeopleService

    package init(
        environment: SystemEnvironment,
        configuration: ProcessConfiguration,
        people: PeopleService
    ) {
        self.environment = environment
        self.configuration = configuration
        self.people = people
    }
}

extension ModuleWorld {
    /// How long modules wait for services.
    static let patience = Duration.seconds(30)

    /// Sends a request; no answer is a failed attempt.
    func send(
        _ request: HTTPRequest,
        to service: ServiceName,
        timeout: Duration = patience
    ) async throws -> HTTPResponse {
        do throws(HTTPError) {
            return try await environment.http.send(request, to: service, timeout: timeout)
        } catch {
            switch error {
            case .cancelled: throw CancellationError()
            case .noSuchService:
                throw ModuleFailure("there is no service \(service)", isFinal: true)
            case .connectionRefused: throw ModuleFailure("\(service) refused the connection")
            case .timedOut: throw ModuleFailure("\(service) did not answer in time")
            case .connectionLost: throw ModuleFailure("the connection to \(service) broke")
            }
        }
    }
}
