import Infrastructure
import JSON
import Systems
import Testing

/// The canonical design: rows 1 to 17 of section 5 of the specification.
///
/// Rows 1, 9 and 10 are also subjects of `SurfaceTests` and `RequestValidationTests`.
struct TaskProfileTests {
    private static let body = RequestBodies.wrapped

    @Test func `a task runs for 60 s and can be read for 300 s more (rows 2, 3, 4, 11, 13)`() {
        let box = SystemBox(.task)
        box.post(at: 0, "ABC123", Self.body)
        box.get(at: 0.5, 59.9, 60.1, 359.9, 360.1, path: "ABC123/task/T1")
        #expect(
            box.run(until: 400) == """
                0s POST ABC123 -> 200 {"code":200,"taskId":"T1"}
                0.5s GET ABC123/task/T1 -> 200 {"code":204,"message":"Task is still running"}
                59.9s GET ABC123/task/T1 -> 200 {"code":204,"message":"Task is still running"}
                60.1s GET ABC123/task/T1 -> 200 {"code":200,"message":"Completed"}
                359.9s GET ABC123/task/T1 -> 200 {"code":200,"message":"Completed"}
                360.1s GET ABC123/task/T1 -> 404 {"code":404,\
                "message":"The requested task is not found"}
                """
        )
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test func `a task that waits for a worker is running to its client, and does not expire`() {
        let box = SystemBox(.task)
        for _ in 0..<8 { box.post(at: 0, "ABC123", Self.body) }
        box.get(at: 1, 479.9, 480.1, path: "ABC123/task/T8")
        box.get(at: 420.1, path: "ABC123/task/T2")
        #expect(
            box.run(until: 500).split(separator: "\n").dropFirst(8).joined(separator: "\n") == """
                1s GET ABC123/task/T8 -> 200 {"code":204,"message":"Task is still running"}
                420.1s GET ABC123/task/T2 -> 404 {"code":404,\
                "message":"The requested task is not found"}
                479.9s GET ABC123/task/T8 -> 200 {"code":204,"message":"Task is still running"}
                480.1s GET ABC123/task/T8 -> 200 {"code":200,"message":"Completed"}
                """
        )
    }

    @Test func `special equipment gets its error at once (rows 5, 6, 16)`() {
        let box = SystemBox(.task)
        box.post(at: 0, "error500", Self.body)
        box.post(at: 0, "notfound404", Self.body)
        box.post(at: 0, "error5000", Self.body)
        box.get(at: 1, path: "error500/task/T1")
        box.get(at: 1, path: "notfound404/task/T2")
        box.get(at: 1, path: "error5000/task/T3")
        #expect(
            box.run(until: 100) == """
                0s POST error500 -> 200 {"code":200,"taskId":"T1"}
                0s POST notfound404 -> 200 {"code":200,"taskId":"T2"}
                0s POST error5000 -> 200 {"code":200,"taskId":"T3"}
                1s GET error500/task/T1 -> 500 {"code":500,\
                "message":"Internal provisioning exception"}
                1s GET notfound404/task/T2 -> 404 {"code":404,\
                "message":"The requested equipment is not found"}
                1s GET error5000/task/T3 -> 200 {"code":204,"message":"Task is still running"}
                """
        )
        #expect(box.tasks == "3 accepted, 1 completed, 2 failed")
    }

    @Test func `ids that are wrong, foreign or unknown are not found (rows 7, 8)`() {
        let box = SystemBox(.task)
        box.post(at: 0, "ABC123", Self.body)
        box.get(at: 1, path: "abc/task/T1")
        box.get(at: 1, path: "XYZ789/task/T1")
        box.get(at: 1, path: "ABC123/task/nonsense")
        #expect(
            box.run(until: 1) == """
                0s POST ABC123 -> 200 {"code":200,"taskId":"T1"}
                1s GET abc/task/T1 -> 404 {"code":404,"message":"The requested equipment is not \
                found"}
                1s GET XYZ789/task/T1 -> 404 {"code":404,"message":"The requested task is not \
                found"}
                1s GET ABC123/task/nonsense -> 404 {"code":404,\
                "message":"The requested task is not found"}
                """
        )
    }

    @Test func `the record has the fields of the task text, and Service B writes it (row 12)`() {
        let box = SystemBox(.task)
        box.post(at: 0, "ABC123", Self.body)
        for second in [1, 61] {
            box.look(at: Double(second)) { "cpe:ABC123:task:\($0)" }
        }
        #expect(
            box.run(until: 100) == """
                0s POST ABC123 -> 200 {"code":200,"taskId":"T1"}
                1s cpe:ABC123:task:T1: {"timestamp":1735689600,"id":"T1","equipmentId":"ABC123",\
                "parameters":{"timeoutInSeconds":14,"parameters":{"username":"admin",\
                "password":"admin","vlan":534,"interfaces":[1,2,3,4]}},"status":"pending"}
                61s cpe:ABC123:task:T1: {"timestamp":1735689600,"id":"T1","equipmentId":"ABC123",\
                "parameters":{"timeoutInSeconds":14,"parameters":{"username":"admin",\
                "password":"admin","vlan":534,"interfaces":[1,2,3,4]}},"status":"completed"}
                """
        )
    }

    @Test func `a call without an answer is made three times, 2 s and 4 s apart (row 17)`() {
        let box = SystemBox(.task, seconds: 1000)
        box.post(at: 0, "ABC123", Self.body)
        box.get(at: 200.9, 201.1, path: "ABC123/task/T1")
        #expect(
            box.run(until: 300) == """
                0s POST ABC123 -> 200 {"code":200,"taskId":"T1"}
                200.9s GET ABC123/task/T1 -> 200 {"code":204,"message":"Task is still running"}
                201.1s GET ABC123/task/T1 -> 500 {"code":500,\
                "message":"Internal provisioning exception"}
                """
        )
        #expect(box.tasks == "1 accepted, 1 failed, 1 duplicated")
    }

    @Test func `an error of Service A is final`() {
        let box = SystemBox(.task, failurePercent: 100)
        box.post(at: 0, "ABC123", Self.body)
        box.get(at: 59.9, 60.1, path: "ABC123/task/T1")
        #expect(
            box.run(until: 300) == """
                0s POST ABC123 -> 200 {"code":200,"taskId":"T1"}
                59.9s GET ABC123/task/T1 -> 200 {"code":204,"message":"Task is still running"}
                60.1s GET ABC123/task/T1 -> 500 {"code":500,\
                "message":"Internal provisioning exception"}
                """
        )
        #expect(box.tasks == "1 accepted, 1 failed")
    }

    @Test func `the deadline is 65 s`() {
        for (seconds, outcome) in [(64, "1 completed"), (66, "1 failed, 1 duplicated")] {
            let box = SystemBox(.task, seconds: seconds)
            box.post(at: 0, "ABC123", Self.body)
            _ = box.run(until: 300)
            #expect(box.tasks == "1 accepted, \(outcome)")
        }
    }

    @Test func `with honourTimeout a task fails after its own 14 s (row 10)`() {
        let box = SystemBox(.task) { $0.honoursTimeout = true }
        box.post(at: 0, "ABC123", Self.body)
        box.post(at: 20, "ABC123", Self.body.with("timeoutInSeconds", 61))
        box.get(at: 13.9, 14.1, path: "ABC123/task/T1")
        box.get(at: 79.9, 80.1, path: "ABC123/task/T2")
        #expect(
            box.run(until: 300) == """
                0s POST ABC123 -> 200 {"code":200,"taskId":"T1"}
                13.9s GET ABC123/task/T1 -> 200 {"code":204,"message":"Task is still running"}
                14.1s GET ABC123/task/T1 -> 500 {"code":500,\
                "message":"Internal provisioning exception"}
                20s POST ABC123 -> 200 {"code":200,"taskId":"T2"}
                79.9s GET ABC123/task/T2 -> 200 {"code":204,"message":"Task is still running"}
                80.1s GET ABC123/task/T2 -> 200 {"code":200,"message":"Completed"}
                """
        )
        #expect(box.tasks == "2 accepted, 1 completed, 1 failed")
    }

    @Test func `settings of a scenario replace those of the profile`() {
        let box = SystemBox(.task) { settings in
            settings.workers = 2
            settings.prefetch = 3
            settings.resultLife = .seconds(5)
        }
        for _ in 0..<7 { box.post(at: 0, "ABC123", Self.body) }
        box.get(at: 60.1, 64.9, 65.1, path: "ABC123/task/T6")
        box.get(at: 60.1, path: "ABC123/task/T7")
        #expect(
            box.run(until: 300).split(separator: "\n").dropFirst(7).joined(separator: "\n") == """
                60.1s GET ABC123/task/T6 -> 200 {"code":200,"message":"Completed"}
                60.1s GET ABC123/task/T7 -> 200 {"code":204,"message":"Task is still running"}
                64.9s GET ABC123/task/T6 -> 200 {"code":200,"message":"Completed"}
                65.099999999s GET ABC123/task/T6 -> 404 {"code":404,\
                "message":"The requested task is not found"}
                """
        )
    }

    @Test func `results that are none are dropped, and a known one counts once`() {
        let box = SystemBox(.task)
        box.post(at: 0, "ABC123", Self.body)
        box.perform(at: 1) { box in
            let channel = try await box.environment.broker.openChannel("test")
            for text in ["", "{", "[]", #"{"id":"x","equipmentId":"y","parameters":{}}"#] {
                try await channel.publish(Message(.text(text)), toQueue: "results")
                try await channel.publish(Message(.text(text)), toQueue: "tasks")
            }
            return "published"
        }
        box.get(at: 61, path: "ABC123/task/T1")
        box.get(at: 61, path: "equipment/task/x")
        #expect(
            box.run(until: 300) == """
                0s POST ABC123 -> 200 {"code":200,"taskId":"T1"}
                1s published
                61s GET ABC123/task/T1 -> 200 {"code":200,"message":"Completed"}
                61s GET equipment/task/x -> 404 {"code":404,\
                "message":"The requested task is not found"}
                """
        )
        #expect(box.tasks == "1 accepted, 1 completed")
    }
}
