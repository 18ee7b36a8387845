import Infrastructure
import JSON

/// Service A: slow, synchronous, and closed for modification.
final class ConfigurationService: SynchronousService {
    static let name: ServiceName = "configurationService"

    private let behaviour: ProvisioningProfile.Configuration
    private let chance: any Chance
    private let telemetry: any Telemetry
    private let usesRequestedTime: Bool
    private let router: SurfaceRouter

    /// `usesRequestedTime` is false when a scenario says how long the service takes.
    init(
        profile: ProvisioningProfile,
        environment: SystemEnvironment,
        usesRequestedTime: Bool
    ) {
        behaviour = profile.configuration
        chance = environment.chance
        telemetry = environment.telemetry
        self.usesRequestedTime = usesRequestedTime
        var router = SurfaceRouter(isFastAPI: profile.surface.isFastAPI)
        router.add(.post, "\(ProvisioningPath.base)/{id}", 0)
        self.router = router
    }

    func answer(_ request: HTTPRequest) -> TimedResponse {
        switch router.match(request) {
        case .route(_, let parameters): answer(parameters[0], request.body)
        case .reply(let response): TimedResponse(response)
        }
    }

    private func answer(_ serial: String, _ body: Payload) -> TimedResponse {
        var problems: [RequestProblem] = []
        let isGoodSerial = behaviour.serial.allows(serial)
        if !isGoodSerial, behaviour.badSerial == nil {
            problems.append(.pattern(serial, parameter: "id"))
        }
        var request = JSONValue.null
        if let rule = behaviour.body { request = rule.checkBody(body, &problems) }
        guard problems.isEmpty else { return TimedResponse(Replies.problems(problems)) }
        if !isGoodSerial, let response = behaviour.badSerial { return TimedResponse(response) }
        if behaviour.checksCredentials, !Self.isAdministrator(request) {
            return TimedResponse(Replies.detail(.unauthorized, "Wrong username or password"))
        }
        if behaviour.knowsSpecialSerials {
            if serial == "error500" { return TimedResponse(behaviour.failed) }
            if serial == "notfound404" { return TimedResponse(behaviour.notFound) }
        }
        return work(request)
    }

    /// Begins the actual work, whose outcome is settled by luck.
    private func work(_ request: JSONValue) -> TimedResponse {
        var time = TimedResponse.ServiceTime.usual
        if behaviour.takesRequestedTime {
            guard let seconds = request["timeoutInSeconds"]?.integer, seconds >= 0 else {
                return TimedResponse(Replies.uncaught)
            }
            guard seconds <= 60 else { return TimedResponse(behaviour.failed) }
            if usesRequestedTime { time = .exactly(.seconds(seconds)) }
        }
        telemetry.taskBegan()
        if chance.happens("failure") { return TimedResponse(behaviour.failed, after: time) }
        if chance.happens("notFound") { return TimedResponse(behaviour.notFound, after: time) }
        return TimedResponse(Self.success, after: time)
    }

    private static func isAdministrator(_ request: JSONValue) -> Bool {
        request["username"]?.string == "admin" && request["password"]?.string == "admin"
    }

    private static let success = Replies.coded(.ok, "success")
}
