import Infrastructure
import JSON
import Systems
import Testing

/// Async Equipment Activation as its code behaves: section 1.4 of the specification.
struct EquipmentActivationProfileTests {
    private static let body = RequestBodies.wrapped

    @Test func `the four states have their replies`() {
        let box = SystemBox(.equipmentActivation, failurePercent: 0)
        box.post(at: 0, "ABC123", Self.body)
        box.get(at: 1, 59.9, 60.1, 1_000_000, path: "ABC123/task/T1")
        box.get(at: 2, 61, path: "XYZ789/task/T1")
        box.get(at: 2, path: "a/task/unknown")
        #expect(
            box.run(until: 2_000_000) == """
                0s POST ABC123 -> 200 {"code":200,"taskId":"T1"}
                1s GET ABC123/task/T1 -> 204
                2s GET XYZ789/task/T1 -> 404 {"code":404,"message":"Equipment not found for given \
                task"}
                2s GET a/task/unknown -> 404 {"code":404,"message":"Task not found"}
                59.9s GET ABC123/task/T1 -> 204
                60.1s GET ABC123/task/T1 -> 200 {"code":200,"message":"Completed"}
                61s GET XYZ789/task/T1 -> 404 {"code":404,"message":"Equipment not found for \
                given task"}
                1000000s GET ABC123/task/T1 -> 200 {"code":200,"message":"Completed"}
                """
        )
    }

    @Test func `a failed task is told with status 200`() {
        let box = SystemBox(.equipmentActivation, failurePercent: 100)
        box.post(at: 0, "ABC123", Self.body)
        box.get(at: 60.1, path: "ABC123/task/T1")
        #expect(
            box.run(until: 100) == """
                0s POST ABC123 -> 200 {"code":200,"taskId":"T1"}
                60.1s GET ABC123/task/T1 -> 200 {"code":500,\
                "message":"Internal provisioning exception"}
                """
        )
        #expect(box.tasks == "1 accepted, 1 failed")
    }

    @Test func `Service A looks at neither id nor body and fails every second task`() {
        let box = SystemBox(.equipmentActivation)
        box.callServiceA(at: 0, "a", .text("{"))
        box.callServiceA(at: 0, "error500")
        for _ in 0..<998 { box.callServiceA(at: 0, "ABC123") }
        let lines = box.run(until: 60).split(separator: "\n")
        let good = lines.count { $0.hasSuffix(#"at 60s 200 {"code":200,"message":"success"}"#) }
        let bad = lines.count {
            $0.hasSuffix(#"at 60s 500 {"code":500,"message":"Internal provisioning exception"}"#)
        }
        #expect(good + bad == 1000)
        #expect(450...550 ~= good)
    }

    @Test func `state is in memory, not in the store`() {
        let box = SystemBox(.equipmentActivation)
        box.post(at: 0, "ABC123", Self.body)
        box.look(at: 1) { $0 }
        box.look(at: 1) { "cpe:ABC123:task:\($0)" }
        #expect(
            box.run(until: 1) == """
                0s POST ABC123 -> 200 {"code":200,"taskId":"T1"}
                1s T1: nothing
                1s cpe:ABC123:task:T1: nothing
                """
        )
    }

    @Test func `a worker holds ten tasks and works on one`() {
        let box = SystemBox(.equipmentActivation, failurePercent: 0)
        for _ in 0..<12 { box.post(at: 0, "ABC123", Self.body) }
        box.drain("task_queue", at: 1)
        box.get(at: 119.9, 120.1, path: "ABC123/task/T2")
        box.get(at: 599.9, 600.1, path: "ABC123/task/T10")
        let lines = box.run(until: 1000).split(separator: "\n")
        #expect(
            lines.dropFirst(12).joined(separator: "\n") == """
                1s task_queue: T11|ABC123|{"timeoutInSeconds":14,"parameters":{"username":"admin",\
                "password":"admin","vlan":534,"interfaces":[1,2,3,\
                4]}} T12|ABC123|{"timeoutInSeconds":14,"parameters":{"username":"admin",\
                "password":"admin","vlan":534,"interfaces":[1,2,3,4]}}
                119.9s GET ABC123/task/T2 -> 204
                120.1s GET ABC123/task/T2 -> 200 {"code":200,"message":"Completed"}
                599.9s GET ABC123/task/T10 -> 204
                600.1s GET ABC123/task/T10 -> 200 {"code":200,"message":"Completed"}
                """
        )
        #expect(box.tasks == "12 accepted, 10 completed, 2 lost")
    }

    @Test func `two workers share the tasks`() {
        let box = SystemBox(.equipmentActivation, failurePercent: 0) { $0.workers = 2 }
        for _ in 0..<4 { box.post(at: 0, "ABC123", Self.body) }
        _ = box.run(until: 60)
        #expect(box.tasks == "4 accepted, 2 completed")
        _ = box.run(until: 120)
        #expect(box.tasks == "4 accepted, 4 completed")
    }

    @Test func `results are an id and a word`() {
        let box = SystemBox(.equipmentActivation, failurePercent: 0)
        box.post(at: 0, "ABC123", Self.body)
        box.perform(at: 1) { box in
            let channel = try await box.environment.broker.openChannel("test")
            let texts = [
                "unknown:COMPLETED", "", ":", "nonsense", "\(box.taskIDs[0]):FAILED",
            ]
            for text in texts {
                try await channel.publish(Message(.text(text)), toQueue: "task_results")
            }
            return "published"
        }
        box.get(at: 1, 60.1, path: "ABC123/task/T1")
        box.get(at: 1, path: "ABC123/task/unknown")
        #expect(
            box.run(until: 100) == """
                0s POST ABC123 -> 200 {"code":200,"taskId":"T1"}
                1s published
                1s GET ABC123/task/T1 -> 200 {"code":500,"message":"Internal provisioning \
                exception"}
                1s GET ABC123/task/unknown -> 404 {"code":404,"message":"Task not found"}
                60.1s GET ABC123/task/T1 -> 200 {"code":200,"message":"Completed"}
                """
        )
    }

    @Test func `an id with a bar breaks the message, and the task is lost`() {
        let box = SystemBox(.equipmentActivation)
        box.post(at: 0, "ABC|123", Self.body)
        box.post(at: 0, "\u{301}ABC12", Self.body)
        box.get(at: 100, path: "ABC|123/task/T1")
        _ = box.run(until: 100)
        #expect(box.tasks.hasPrefix("2 accepted, 1 "))
        #expect(box.tasks.hasSuffix(", 1 lost"))
    }

    @Test func `three calls without an answer hold a worker for 201 s`() {
        let box = SystemBox(.equipmentActivation, seconds: 1000)
        box.post(at: 0, "ABC123", Self.body)
        box.get(at: 200.9, 201.1, path: "ABC123/task/T1")
        #expect(
            box.run(until: 300) == """
                0s POST ABC123 -> 200 {"code":200,"taskId":"T1"}
                200.9s GET ABC123/task/T1 -> 204
                201.1s GET ABC123/task/T1 -> 200 {"code":500,\
                "message":"Internal provisioning exception"}
                """
        )
        #expect(box.tasks == "1 accepted, 1 failed, 1 duplicated")
    }
}
