package import Infrastructure
package import SimulationKernel

/// The network as systems see it.
package actor InMemoryHTTPClient: HTTPClient {
    private nonisolated let network: Network
    private nonisolated let simulation: Simulation

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe simulation.asUnownedSerialExecutor()
    }

    package init(network: Network, simulation: Simulation) {
        self.network = network
        self.simulation = simulation
    }

    // A part of the method that the protocol calls, which spares a frame of its own.
    @inline(__always)
    package nonisolated func send(
        _ request: HTTPRequest,
        to service: ServiceName,
        timeout: Duration
    ) async throws(HTTPError) -> HTTPResponse {
        let call = try network.begin(request, to: service, timeout: timeout.wholeNanoseconds)
        return try network.end(call, after: await simulation.park())
    }
}
