import Infrastructure
import Systems
import Testing

/// What becomes of tasks when the store or the broker fail.
struct InfrastructureErrorTests {
    @Test(
        arguments: [
            (.task, #"500 {"code":500,"message":"Internal provisioning exception"}"#),
            (.toyconfigurator, "500 Internal Server Error"),
            (.equipmentProvisioning, "500 Internal Server Error"),
        ] as [(ProvisioningProfile, String)]
    )
    func `a task that cannot be written down is refused`(
        profile: ProvisioningProfile,
        reply: String
    ) {
        let box = SystemBox(profile, failingCommands: [1, 3])
        box.post(at: 0, "ABC123", RequestBodies.body(of: profile))
        box.post(at: 1, "ABC123", RequestBodies.body(of: profile))
        _ = box.run(until: 1)
        box.get(at: 1.5, path: "ABC123/task/T1")
        let lines = box.run(until: 2).split(separator: "\n")
        #expect(lines.first == "0s POST ABC123 -> \(reply)")
        #expect(lines[1].hasSuffix("\"taskId\":\"T1\"}"))
        #expect(box.tasks == "1 accepted, 1 rejected" || profile.name == "toyconfigurator")
        if profile.name != "toyconfigurator" {
            #expect(lines.last == "1.5s GET ABC123/task/T1 -> \(reply)")
        }
    }

    @Test func `a result comes back after an error of the store (row 15)`() {
        let box = SystemBox(.task, failingCommands: [2, 3])
        box.post(at: 0, "ABC123", RequestBodies.wrapped)
        box.get(at: 62.1, path: "ABC123/task/T1")
        #expect(box.run(until: 100).hasSuffix("62.1s GET ABC123/task/T1 -> 200 \(Self.completed)"))
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test func `the strict designs lose it`() {
        let box = SystemBox(.equipmentProvisioning, failingCommands: [2])
        box.post(at: 0, "ABC123", RequestBodies.listed)
        box.get(at: 62.1, path: "ABC123/task/T1")
        #expect(box.run(until: 100).hasSuffix("200 \(Self.running)"))
        #expect(box.tasks == "1 accepted, 1 lost")
    }

    @Test func `a toyconfigurator worker that cannot write drops the task`() {
        let box = SystemBox(.toyconfigurator, failingCommands: [2])
        box.post(at: 0, "ABC123", RequestBodies.flat)
        _ = box.run(until: 100)
        #expect(box.tasks == "1 accepted, 1 lost")
    }

    private static let completed = #"{"code":200,"message":"Completed"}"#
    private static let running = #"{"code":204,"message":"Task is still running"}"#
}
