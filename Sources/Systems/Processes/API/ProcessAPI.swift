import Infrastructure
import JSON

/// The engine as its users see it: definitions, instances, events, tasks, incidents, mails.
///
/// It keeps nothing of its own, so that any number of it may run, and a crash loses nothing.
final class ProcessAPI: HTTPService {
    static let name = ProcessesSystem.apiName

    let environment: SystemEnvironment
    let commands: InstanceCommands
    let registry: DefinitionRegistry
    let directory: InstanceDirectory
    let configuration: ProcessConfiguration
    let mails: MailServer
    private let router: SurfaceRouter

    init(
        environment: SystemEnvironment,
        commands: InstanceCommands,
        registry: DefinitionRegistry,
        directory: InstanceDirectory,
        configuration: ProcessConfiguration,
        mails: MailServer
    ) {
        self.environment = environment
        self.commands = commands
        self.registry = registry
        self.directory = directory
        self.configuration = configuration
        self.mails = mails
        var router = SurfaceRouter()
        for place in APIRoute.all.indices {
            router.add(APIRoute.all[place].method, APIRoute.all[place].pattern, place)
        }
        self.router = router
    }

    func respond(to request: HTTPRequest) async -> HTTPResponse {
        switch router.match(request) {
        case .reply(let response): return response
        case .route(let place, let parameters):
            let call = APICall(request: request, parameters: parameters)
            let response = await answer(APIRoute.all[place], call)
            if APIRoute.all[place].asksForTask, !response.status.isSuccess {
                environment.telemetry.taskRejected()
            }
            return response
        }
    }

    private func answer(_ route: APIRoute, _ call: APICall) async -> HTTPResponse {
        if BodySize.isTooLarge(call.request.body) { return Replies.tooLarge }
        do {
            return try await route.answer(self, call)
        } catch let failure as APIFailure {
            return failure.reply
        } catch let error as CommandError {
            return APIFailure(error).reply
        } catch let error as RegistryError {
            return APIFailure(error).reply
        } catch let error as DraftChangeError<DraftRefusal> {
            return Self.reply(error) { APIFailure($0) }
        } catch let error as DraftChangeError<APIFailure> {
            return Self.reply(error) { $0 }
        } catch let error as KeyValueStoreError {
            return APIFailure.unavailable("\(error.text)").reply
        } catch {
            return Replies.uncaught
        }
    }

    private static func reply<Refusal>(
        _ error: DraftChangeError<Refusal>,
        _ failure: (Refusal) -> APIFailure
    ) -> HTTPResponse {
        switch error {
        case .registry(let error): APIFailure(error).reply
        case .refused(let refusal): failure(refusal).reply
        }
    }

    func health() -> HTTPResponse {
        HTTPResponse(
            .ok,
            json: [
                "status": "healthy", "service": .string(Self.name), "version": "1.0.0",
                "live": .integer(Int64(directory.counts.running)),
            ]
        )
    }
}
