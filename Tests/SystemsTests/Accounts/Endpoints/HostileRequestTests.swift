import Infrastructure
import JSON
import SimulationKernel
import Testing

@testable import Systems

/// Bodies that mean no good: every one gets an answer that is no failure of the service.
struct HostileRequestTests {
    private static let values: [JSONValue] = [
        nil, true, .integer(.max), .integer(.min), .number(.greatestFiniteMagnitude), -0.5, 0, 1,
        "", "A1", "s", ":", "|*?[", "\u{301}\u{0}", "99999999999999999999", "true", [], [[]], ["c"],
        [:], ["invites_sent": 5, "channels_used": ["@C", "c"]],
        ["success": false, "error_type": "flood_wait", "error_message": "wait -3 or 5 seconds"],
        ["error_type": "peer_flood", "success": "no"], "invite", "parse", "add_contact", "general",
        "flood_wait", "network_error", "FloodWaitError: 99999999999999999999",
    ]

    @Test(arguments: BadRequestTests.endpoints)
    func `every body gets an answer`(endpoint: BadRequestTests.Endpoint) {
        let box = IntegrationBox(accounts: 5)
        let stream = Simulation(seed: 3).random.stream("bodies")
        let fields = endpoint.body.members.map(\.key) + endpoint.wrong.map(\.field)
        for number in 0..<400 {
            var body = endpoint.body
            for change in 0..<stream.below(4, entity: 0, n: UInt64(number)) {
                let n = UInt64(number) * 4 + change
                let field = fields[Int(stream.below(UInt64(fields.count), entity: 1, n: n))]
                let value = stream.below(UInt64(Self.values.count), entity: 2, n: n)
                body[field] = .some(Self.values[Int(value)])
            }
            let second = Double(number) * 7
            let reply = box.post(endpoint.target, .object(body), at: second)
            let status = Int(reply.prefix(3)) ?? 0
            // The endpoint that speaks to Telegram has a documented 500 for what it is told there.
            let isTelegrams = endpoint.target.hasPrefix("/api/v1/telegram")
            #expect([200, 400, 404, 422].contains(status) || isTelegrams, "\(body): \(reply)")
            if status == 422 { #expect(box.last("detail")?.array?.isEmpty == false) }
        }
        #expect(box.brokenInvariants == [])
    }

    @Test func `a report of the most channels is counted in moderate time`() {
        let box = IntegrationBox()
        let channels = (0..<1000).map { JSONValue.string("channel\($0)") }
        for _ in 0..<20 {
            let allocation: JSONValue = [
                "user_id": 1, "purpose": "general", "service_name": "s",
            ]
            box.post("allocate", allocation)
            let id = box.last("account_id")?.string ?? ""
            let usage: JSONValue = ["invites_sent": 1, "channels_used": .array(channels)]
            let reply = box.post("release/\(id)", ["service_name": "s", "usage_stats": usage])
            #expect(reply.hasPrefix("200 "))
        }
    }
}
