import JSON
import SimulationKernel
import Systems
import Testing

/// Calls of the partner's service.
struct HTTPModuleTests {
    private static let call: JSONObject = [
        "path": "/orders/{pump}", "body": ["heat": "heat + 1", "kind": "'repair'", "fixed": 7],
        "assign": ["order": "$.id", "seen": "$.received.heat", "missing": "$.no.such"],
    ]

    @Test func `a call renders path and body, and takes over what the answer says`() {
        let box = ModuleBox()
        let result = box.run("http", Self.call, ["pump": "p-1", "heat": 80])
        #expect(result == #"done {"order":1,"seen":81}"#)
    }

    @Test func `a call has its effect once, however often it is made`() {
        let box = ModuleBox()
        for _ in 0..<3 { box.run("http", Self.call, ["pump": "p-1", "heat": 80]) }
        #expect(box.partner.counts == (effects: 1, repeats: 2))
        #expect(
            box.run("http", Self.call, ["heat": 1], visit: 1) == #"done {"order":2,"seen":2}"#
        )
    }

    @Test func `an error is a failed attempt, unless its status is an outcome`() {
        let box = ModuleBox(outcomes: [(PartnerService.failure, .always)])
        var settings = Self.call
        #expect(box.run("http", settings) == "failure: partner answered with 500")
        settings["statuses"] = ["500": "refused"]
        #expect(box.run("http", settings, outcomes: ["done", "refused"]) == "refused")
        #expect(box.partner.counts == (effects: 0, repeats: 0))
    }

    @Test func `each attempt of a call is drawn anew, by its key alone`() {
        let half = Probability(numerator: 1, denominator: 2)
        func attempts(_ instance: String, after others: Int) -> Int {
            let box = ModuleBox(outcomes: [(PartnerService.failure, half)])
            for other in 0..<others { box.run("http", Self.call, instance: "other-\(other)") }
            var attempts = 1
            while box.run("http", Self.call, instance: instance).hasPrefix("failure") {
                attempts += 1
            }
            return attempts
        }
        let counts = (0..<40).map { attempts("i-\($0)", after: 0) }
        #expect(counts == (0..<40).map { attempts("i-\($0)", after: 3) })
        #expect(counts.contains(1))
        #expect(counts.contains { $0 > 2 })
    }

    @Test func `a service that is not there is no matter of attempts`() {
        var settings = Self.call
        settings["service"] = "nowhere"
        #expect(
            ModuleBox().run("http", settings) == "final failure: there is no service nowhere"
        )
    }
}
