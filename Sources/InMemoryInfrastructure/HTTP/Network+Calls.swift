package import Infrastructure
import SimulationKernel

/// The way of a call.
extension Network {
    /// Sends a request for a client that is not a task; the context is the client's.
    package func send(
        _ request: consuming HTTPRequest,
        to service: ServiceName,
        timeout: Int64,
        context: Int32,
        receiver: any ResponseReceiver,
        argument: Int
    ) {
        guard let host = names.firstIndex(of: service) else {
            preconditionFailure("the load sends to \(service), which no system brings")
        }
        simulation.context = context
        open(request, to: host, timeout: timeout, .receiver(receiver, argument: argument))
    }

    /// Sends a request for the running task, which parks next, and returns the call.
    ///
    /// Sending, parking and taking the response are three steps of the client, since a task that
    /// waits keeps the memory of every asynchronous function that it is in.
    func begin(
        _ request: consuming HTTPRequest,
        to service: ServiceName,
        timeout: Int64
    ) throws(HTTPError) -> Int {
        guard let host = names.firstIndex(of: service) else { throw .noSuchService(service) }
        do {
            let task = try simulation.prepareToPark(at: self)
            let call = open(request, to: host, timeout: timeout, .task(task))
            task.place = call
            return call
        } catch {
            throw .cancelled
        }
    }

    /// The response to a call, after the task that made it has been woken.
    func end(_ call: Int, after wake: Wake) throws(HTTPError) -> HTTPResponse {
        switch wake {
        case .cancelled: throw .cancelled
        case .timedOut: throw .timedOut
        case .resumed: break
        }
        let failure = calls[call].failure ?? .connectionLost
        guard let response = close(call) else { throw failure }
        return response
    }

    @discardableResult
    private func open(
        _ request: consuming HTTPRequest,
        to host: Int,
        timeout: Int64,
        _ client: consuming Client
    ) -> Int {
        let context = simulation.context
        ledger.retain(context)
        let slot = makeSlot(host, request, context, client)
        lane(for: timeout).add(slot: slot, generation: calls[slot].generation)
        if let front = hosts[host].front, !front.isInstant, !hosts[host].isDown {
            let code = EventCode.requestArrived
            calls[slot].stage = .atFront
            calls[slot].place = front.request(then: self, code: code, argument: slot)
        } else {
            simulation.schedule(self, code: EventCode.requestArrived, argument: slot)
        }
        return slot
    }

    private func makeSlot(
        _ host: Int,
        _ request: consuming HTTPRequest,
        _ context: Int32,
        _ client: consuming Client
    ) -> Int {
        if let slot = calls.reuse() {
            calls[slot].host = host
            calls[slot].request = request
            calls[slot].context = context
            calls[slot].client = client
            calls[slot].stage = .travelling
            return slot
        }
        return calls.append(
            Call(
                host: host,
                request: request,
                context: context,
                client: client,
                begun: 0,
                serviceTime: 0,
                generation: 0
            )
        )
    }

    /// The front is done with a request: the work on it begins.
    func arrive(_ slot: Int) {
        let context = calls[slot].context
        simulation.context = context
        if hosts[calls[slot].host].isDown { return refuse(slot) }
        calls[slot].begun = simulation.now
        switch hosts[calls[slot].host].worker {
        case .service(let service):
            let group = hosts[calls[slot].host].group
            calls[slot].stage = .inHandler
            simulation.start("request handler", context: context, group: group) {
                guard let request = self.calls[slot].request.take() else { return }
                self.answer(slot, await service.respond(to: request))
            }
        case .synchronous(let service, let places):
            guard let request = calls[slot].request.take() else { return }
            let answer = service.answer(request)
            calls[slot].response = answer.response
            let time: Int64
            switch answer.serviceTime {
            case .none: return respond(slot, worked: 0)
            case .usual: time = places.attemptTime()
            case .exactly(let duration): time = duration.wholeNanoseconds
            }
            calls[slot].serviceTime = time
            let code = EventCode.requestServed
            calls[slot].stage = .inService
            calls[slot].place = places.resource.request(
                time,
                then: self,
                code: code,
                argument: slot
            )
        }
    }

    /// A handler has made the response, which leaves by an event of its own.
    ///
    /// That of a handler whose process is gone does not.
    private func answer(_ slot: Int, _ response: HTTPResponse) {
        if simulation.isCancelled { return }
        calls[slot].response = response
        calls[slot].stage = .answered
        simulation.schedule(self, code: EventCode.responseReady, argument: slot)
    }

    /// The work on a request is done: the response goes to whoever still waits.
    func respond(_ slot: Int, worked time: Int64) {
        let context = calls[slot].context
        hosts[calls[slot].host].observer?.requestServed(in: time, context: context)
        ledger.release(context)
        switch calls[slot].client {
        case .gone: _ = close(slot)
        case .task(let task): simulation.resume(task)
        case .receiver(let receiver, let argument):
            guard let response = close(slot) else { return }
            receiver.receive(.success(response), argument: argument)
        }
    }

    /// Ends a call and returns its response.
    func close(_ slot: Int) -> HTTPResponse? {
        let response = calls[slot].response.take()
        calls[slot].client = .gone
        calls[slot].stage = .none
        calls[slot].failure = nil
        calls[slot].generation &+= 1
        calls.free(slot)
        return response
    }
}
