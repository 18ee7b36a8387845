import Infrastructure
import JSON
import Systems
import Testing

/// Async Equipment Provisioning Service as its code behaves: section 1.5 of the specification.
struct EquipmentProvisioningProfileTests {
    private static let body = RequestBodies.listed

    @Test func `a task is running for 60 s, done for 300 s, then unknown`() {
        let box = SystemBox(.equipmentProvisioning)
        box.post(at: 0, "ABC123", Self.body)
        box.get(at: 1, 59.9, 60.1, 359.9, 360.1, path: "ABC123/task/T1")
        box.get(at: 61, path: "XYZ789/task/T1")
        box.get(at: 61, path: "ABC123/task/550e8400-e29b-41d4-a716-446655440000")
        #expect(
            box.run(until: 400) == """
                0s POST ABC123 -> 200 {"code":202,"taskId":"T1"}
                1s GET ABC123/task/T1 -> 200 {"code":204,"message":"Task is still running"}
                59.9s GET ABC123/task/T1 -> 200 {"code":204,"message":"Task is still running"}
                60.1s GET ABC123/task/T1 -> 200 {"code":200,"message":"Completed"}
                61s GET XYZ789/task/T1 -> 404 {"detail":"The requested task is not found"}
                61s GET ABC123/task/550e8400-e29b-41d4-a716-446655440000 -> 404 {"detail":"The \
                requested task is not found"}
                359.9s GET ABC123/task/T1 -> 200 {"code":200,"message":"Completed"}
                360.1s GET ABC123/task/T1 -> 404 {"detail":"The requested task is not found"}
                """
        )
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test func `special equipment fails at once, and all failures look alike`() {
        let box = SystemBox(.equipmentProvisioning)
        box.post(at: 0, "error500", Self.body)
        box.post(at: 0, "notfound404", Self.body)
        box.get(at: 1, path: "error500/task/T1")
        box.get(at: 1, path: "notfound404/task/T2")
        #expect(
            box.run(until: 100) == """
                0s POST error500 -> 200 {"code":202,"taskId":"T1"}
                0s POST notfound404 -> 200 {"code":202,"taskId":"T2"}
                1s GET error500/task/T1 -> 500 {"detail":"Internal provisioning exception"}
                1s GET notfound404/task/T2 -> 500 {"detail":"Internal provisioning exception"}
                """
        )
        #expect(box.tasks == "2 accepted, 2 failed")
    }

    @Test func `a worker takes everything at once`() {
        let box = SystemBox(.equipmentProvisioning)
        for _ in 0..<100 { box.post(at: 0, "ABC123", Self.body) }
        _ = box.run(until: 59)
        #expect(box.tasks == "100 accepted")
        _ = box.run(until: 60)
        #expect(box.tasks == "100 accepted, 100 completed")
    }

    @Test func `a task that waits longer than 300 s is unknown until its result re-creates it`() {
        let box = SystemBox(.equipmentProvisioning) { $0.prefetch = 1 }
        for _ in 0..<6 { box.post(at: 0, "ABC123", Self.body) }
        box.get(at: 299.9, 300.1, 359.9, 360.1, 659.9, 660.1, path: "ABC123/task/T6")
        #expect(
            box.run(until: 1000).split(separator: "\n").dropFirst(6).joined(separator: "\n") == """
                299.9s GET ABC123/task/T6 -> 200 {"code":204,"message":"Task is still running"}
                300.1s GET ABC123/task/T6 -> 404 {"detail":"The requested task is not found"}
                359.9s GET ABC123/task/T6 -> 404 {"detail":"The requested task is not found"}
                360.1s GET ABC123/task/T6 -> 200 {"code":200,"message":"Completed"}
                659.9s GET ABC123/task/T6 -> 200 {"code":200,"message":"Completed"}
                660.1s GET ABC123/task/T6 -> 404 {"detail":"The requested task is not found"}
                """
        )
        #expect(box.tasks == "6 accepted, 6 completed")
    }

    @Test func `a call is made once and given 70 s`() {
        for (seconds, outcome) in [(69, "1 completed"), (71, "1 failed")] {
            let box = SystemBox(.equipmentProvisioning, seconds: seconds)
            box.post(at: 0, "ABC123", Self.body)
            _ = box.run(until: 300)
            #expect(box.tasks == "1 accepted, \(outcome)")
        }
    }

    @Test func `the records are the status, then the result`() {
        let box = SystemBox(.equipmentProvisioning)
        box.post(at: 1, "ABC123", Self.body)
        for second in [2, 62] { box.look(at: Double(second)) { "cpe:ABC123:task:\($0)" } }
        #expect(
            box.run(until: 100) == """
                1s POST ABC123 -> 200 {"code":202,"taskId":"T1"}
                2s cpe:ABC123:task:T1: {"status":"pending"}
                62s cpe:ABC123:task:T1: {"status":"completed","timestamp":61,\
                "payload":{"code":200,"message":"success"}}
                """
        )
    }

    @Test func `a task that gets no answer holds the error as its result`() {
        let box = SystemBox(.equipmentProvisioning, seconds: 100)
        box.post(at: 0, "ABC123", Self.body)
        box.look(at: 71) { "cpe:ABC123:task:\($0)" }
        box.get(at: 71, path: "ABC123/task/T1")
        #expect(
            box.run(until: 200) == """
                0s POST ABC123 -> 200 {"code":202,"taskId":"T1"}
                71s cpe:ABC123:task:T1: {"status":"failed","timestamp":70,\
                "payload":{"error":"Service A did not answer in time"}}
                71s GET ABC123/task/T1 -> 500 {"detail":"Internal provisioning exception"}
                """
        )
    }

    @Test func `a record decides the reply: pending, failed, no JSON, anything else`() {
        let box = SystemBox(.equipmentProvisioning)
        box.perform(at: 0) { box in
            for (number, text) in [
                #"{"status":"pending"}"#, #"{"status":"failed"}"#, #"{"status":"odd"}"#, "{",
            ].enumerated() {
                let id = "550e8400-e29b-41d4-a716-44665544000\(number)"
                try await box.environment.store.set("cpe:ABC123:task:\(id)", to: .text(text))
            }
            return "set"
        }
        for number in 0..<4 {
            box.get(at: 1, path: "ABC123/task/550e8400-e29b-41d4-a716-44665544000\(number)")
        }
        #expect(
            box.run(until: 1) == """
                0s set
                1s GET ABC123/task/550e8400-e29b-41d4-a716-446655440000 -> 200 {"code":204,\
                "message":"Task is still running"}
                1s GET ABC123/task/550e8400-e29b-41d4-a716-446655440001 -> 500 \
                {"detail":"Internal provisioning exception"}
                1s GET ABC123/task/550e8400-e29b-41d4-a716-446655440002 -> 200 {"code":200,\
                "message":"Completed"}
                1s GET ABC123/task/550e8400-e29b-41d4-a716-446655440003 -> 500 \
                {"detail":"Internal provisioning exception"}
                """
        )
    }

    @Test func `messages are JSON objects, with an omitted vlan as null`() {
        let box = SystemBox(.equipmentProvisioning) { $0.prefetch = 1 }
        box.post(at: 0, "ABC123", Self.body)
        box.post(at: 0, "ABC123", Self.body.withParameter("vlan", nil))
        box.drain("tasks_queue", at: 1)
        #expect(
            box.run(until: 1) == """
                0s POST ABC123 -> 200 {"code":202,"taskId":"T1"}
                0s POST ABC123 -> 200 {"code":202,"taskId":"T2"}
                1s tasks_queue: {"cpe_id":"ABC123","task_id":"T2",\
                "request":{"timeoutInSeconds":14,"parameters":[{"username":"admin",\
                "password":"admin","vlan":null,"interfaces":[1,2,3,4]}]}}
                """
        )
    }

    // MARK: Ids of tasks

    @Test(arguments: [
        ("x", "invalid character: found `x` at 0"),
        ("é", "invalid character: found `é` at 0"),
        ("a", "invalid length: found 1"),
        ("550e8400e29b41d4a71644665544000", "invalid length: found 31"),
        ("ab-cd", "invalid group count: expected 5, found 2"),
        ("urn:uuid:1", "invalid group count: expected 5, found 1"),
        ("{}", "invalid group count: expected 5, found 1"),
        (
            "550e8400-e29b-41d4a-716-446655440000",
            "invalid group length in group 2: expected 4, found 5"
        ),
        (
            "550e8400-e29b-41d4-a716-44665544000",
            "invalid group length in group 4: expected 12, found 11"
        ),
        ("550e8400-e29b-41d4-a716-44665544000g", "invalid character: found `g` at 35"),
        ("URN:UUID:550e8400-e29b-41d4-a716-446655440000", "invalid character: found `U` at 0"),
    ])
    func `the id of a task has to be a UUID`(id: String, error: String) {
        let box = SystemBox(.equipmentProvisioning)
        box.get(at: 0, path: "ABC123/task/\(id)")
        #expect(
            box.run(until: 0) == """
                0s GET ABC123/task/\(id) -> 422 {"detail":[{"type":"uuid_parsing",\
                "loc":["path","task_id"],"msg":"Input should be a valid UUID, \(error)",\
                "input":"\(id)","ctx":{"error":"\(error)"}}]}
                """
        )
    }

    @Test func `every form of a UUID finds the task`() {
        let box = SystemBox(.equipmentProvisioning)
        box.post(at: 0, "ABC123", Self.body)
        _ = box.run(until: 0.5)
        let id = box.taskIDs[0]
        let plain = id.replacing("-", with: "")
        for form in [id.uppercased(), plain, plain.uppercased(), "{\(id)}", "urn:uuid:\(id)"] {
            box.get(at: 1, path: "ABC123/task/\(form)")
        }
        let lines = box.run(until: 1).split(separator: "\n").dropFirst()
        #expect(lines.count == 5)
        #expect(
            lines.allSatisfy { $0.hasSuffix(#"{"code":204,"message":"Task is still running"}"#) }
        )
    }

    @Test func `both ids of a question are checked`() {
        let box = SystemBox(.equipmentProvisioning)
        box.get(at: 0, path: "a/task/b")
        #expect(
            box.run(until: 0) == """
                0s GET a/task/b -> 422 {"detail":[{"type":"string_pattern_mismatch","loc":["path",\
                "id"],"msg":"String should match pattern '^[a-zA-Z0-9]{6,}$'","input":"a",\
                "ctx":{"pattern":"^[a-zA-Z0-9]{6,}$"}},{"type":"uuid_parsing","loc":["path",\
                "task_id"],"msg":"Input should be a valid UUID, invalid length: found 1",\
                "input":"b","ctx":{"error":"invalid length: found 1"}}]}
                """
        )
    }

    // MARK: Service A

    @Test func `Service A checks id and body together`() {
        let box = SystemBox(.equipmentProvisioning)
        box.callServiceA(at: 0, "ABC123", .json(Self.body))
        box.callServiceA(at: 0, "error500", .json(Self.body))
        box.callServiceA(at: 0, "notfound404", .json(Self.body))
        box.callServiceA(at: 0, "error500")
        box.callServiceA(at: 0, "a", .json([:]))
        #expect(
            box.run(until: 100) == """
                0s POST error500 -> 500 {"detail":{"code":500,\
                "message":"Internal provisioning exception"}}
                0s POST notfound404 -> 404 {"detail":{"code":404,\
                "message":"The requested equipment is not found"}}
                0s POST error500 -> 422 {"detail":[{"type":"missing","loc":["body"],\
                "msg":"Field required","input":null}]}
                0s POST a -> 422 {"detail":[{"type":"string_pattern_mismatch","loc":["path","id"],\
                "msg":"String should match pattern '^[a-zA-Z0-9]{6,}$'","input":"a",\
                "ctx":{"pattern":"^[a-zA-Z0-9]{6,}$"}},{"type":"missing","loc":["body",\
                "timeoutInSeconds"],"msg":"Field required","input":{}},{"type":"missing",\
                "loc":["body","parameters"],"msg":"Field required","input":{}}]}
                0s POST ABC123 -> at 60s 200 {"code":200,"message":"success"}
                """
        )
    }
}
