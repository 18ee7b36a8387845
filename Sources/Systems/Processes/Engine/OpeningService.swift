import Infrastructure
import JSON
import Synchronization

/// Stands for a service that is still starting: requests wait until it is up.
final class OpeningService: HTTPService {
    private let clock: any SystemClock
    private let service = Mutex<(any HTTPService)?>(nil)

    init(_ clock: any SystemClock) {
        self.clock = clock
    }

    func open(_ service: any HTTPService) {
        self.service.withLock { $0 = service }
    }

    /// Who waits for a minute is told so; the time-outs of clients are shorter.
    func respond(to request: HTTPRequest) async -> HTTPResponse {
        for _ in 0..<60_000 {
            if let service = service.withLock({ $0 }) { return await service.respond(to: request) }
            do { try await clock.sleep(for: .milliseconds(1)) } catch { break }
        }
        return HTTPResponse(503, json: ["detail": "the service is starting"])
    }
}
