import Infrastructure

/// Calls Telegram.
struct TelegramClient: Sendable {
    private let http: any HTTPClient

    /// How long it waits for an answer.
    private static let patience = Duration.seconds(30)

    init(_ environment: SystemEnvironment) {
        http = environment.http
    }

    /// Makes a call; an answer that does not come throws, and then nobody knows what was done.
    func perform(_ call: TelegramCall) async throws(HTTPError) -> TelegramOutcome {
        let response = try await http.send(
            call.request,
            to: TelegramService.name,
            timeout: Self.patience
        )
        return TelegramOutcome(response)
    }
}
