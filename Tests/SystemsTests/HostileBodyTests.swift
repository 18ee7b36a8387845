import Infrastructure
import JSON
import SimulationKernel
import Systems
import Testing

struct HostileBodyTests {
    /// Values of every kind at every place, with the keys that the designs look for.
    private static func value(_ stream: RandomStream, _ n: inout UInt64, depth: Int) -> JSONValue {
        n += 1
        switch stream.below(depth > 0 ? 12 : 9, entity: 1, n: n) {
        case 0: return .null
        case 1: return .bool(true)
        case 2: return .integer(.max)
        case 3: return .integer(.min)
        case 4: return .number(.greatestFiniteMagnitude)
        case 5: return .integer(Int64(stream.below(100, entity: 2, n: n)))
        case 6: return .string("admin")
        case 7: return .string(["", "|", ":", "\u{301}\u{0}", "99999999999999999999"][Int(n % 5)])
        case 8: return .number(-0.5)
        case 9, 10:
            var members: [(String, JSONValue)] = []
            for key in ["timeoutInSeconds", "parameters", "username", "password", "interfaces"]
            where stream.below(4, entity: 3, n: n &+ UInt64(members.count)) > 0 {
                members.append((key, value(stream, &n, depth: depth - 1)))
            }
            return .object(JSONObject(members + [("vlan", value(stream, &n, depth: 0))]))
        default:
            var elements: [JSONValue] = []
            for _ in 0..<stream.below(4, entity: 4, n: n) {
                elements.append(value(stream, &n, depth: depth - 1))
            }
            return .array(elements)
        }
    }

    @Test(arguments: ProvisioningProfile.all)
    func `every body gets a response from both services`(profile: ProvisioningProfile) {
        let box = SystemBox(profile) { settings in
            settings.honoursTimeout = true
            settings.workers = 50
        }
        let stream = Simulation(seed: 7).random.stream("bodies")
        var n: UInt64 = 0
        for number in 0..<300 {
            let equipment = ["ABC123", "a|b:c|", "error500", "\u{301}|{}|:", "é"][number % 5]
            let body = Self.value(stream, &n, depth: 4)
            box.post(at: 0, equipment, body)
            box.callServiceA(at: 0, equipment, .json(body))
        }
        let lines = box.run(until: 500_000).split(separator: "\n")
        #expect(lines.count == 600)
        #expect(lines.allSatisfy { $0.contains(" -> ") })
    }

    @Test func `extreme time-outs are no trouble`() {
        for seconds in [Int64.min, -1, 0, 61, .max] {
            for profile in ProvisioningProfile.all {
                let box = SystemBox(profile) { $0.honoursTimeout = true }
                let body = RequestBodies.body(of: profile)
                box.post(at: 0, "ABC123", body.with("timeoutInSeconds", .integer(seconds)))
                #expect(box.run(until: 500_000).contains(" -> "))
            }
        }
    }

    @Test func `a body of a hundred thousand members is read in moderate time`() {
        let box = SystemBox(.task)
        let pairs = (0..<100_000).map { JSONValue.object(["key\($0)": .integer($0)]) }
        box.post(at: 0, "ABC123", RequestBodies.wrapped.with("parameters", .array(pairs)))
        #expect(box.run(until: 0).hasSuffix("parameters.username: Field required\"}"))
    }
}
