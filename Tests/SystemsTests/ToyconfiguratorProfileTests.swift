import Infrastructure
import JSON
import Systems
import Testing

/// ToyConfigurator as its code behaves: section 1.3 of the specification.
struct ToyconfiguratorProfileTests {
    private static let body = RequestBodies.flat

    @Test func `a task takes as long as its time-out and its record stays for ever`() {
        let box = SystemBox(.toyconfigurator)
        box.post(at: 0, "ABC123", Self.body)
        box.get(at: 1, 13.9, 14.1, 1_000_000, path: "ABC123/task/T1")
        #expect(
            box.run(until: 2_000_000) == """
                0s POST ABC123 -> 200 {"code":200,"taskId":"T1"}
                1s GET ABC123/task/T1 -> 200 {"code":204,"message":"Task is still running"}
                13.9s GET ABC123/task/T1 -> 200 {"code":204,"message":"Task is still running"}
                14.1s GET ABC123/task/T1 -> 200 {"code":200,"message":"Completed"}
                1000000s GET ABC123/task/T1 -> 200 {"code":200,"message":"Completed"}
                """
        )
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test func `a task that waits for a worker looks like an internal error`() {
        let box = SystemBox(.toyconfigurator)
        box.post(at: 0, "ABC123", Self.body)
        box.post(at: 0, "ABC123", Self.body)
        box.get(at: 13.9, 14.1, 28.1, path: "ABC123/task/T2")
        #expect(
            box.run(until: 100) == """
                0s POST ABC123 -> 200 {"code":200,"taskId":"T1"}
                0s POST ABC123 -> 200 {"code":200,"taskId":"T2"}
                13.9s GET ABC123/task/T2 -> 500 {"detail":"Internal provisioning exception"}
                14.1s GET ABC123/task/T2 -> 200 {"code":204,"message":"Task is still running"}
                28.1s GET ABC123/task/T2 -> 200 {"code":200,"message":"Completed"}
                """
        )
    }

    @Test func `the equipment of a question is checked but not compared`() {
        let box = SystemBox(.toyconfigurator)
        box.post(at: 0, "Прибор", Self.body)
        box.get(at: 1, path: "XYZ789/task/T1")
        box.get(at: 1, path: "Прибор/task/T1")
        box.get(at: 1, path: "abc/task/T1")
        box.get(at: 1, path: "ABC123\n/task/T1")
        #expect(
            box.run(until: 100) == """
                0s POST Прибор -> 200 {"code":200,"taskId":"T1"}
                1s GET XYZ789/task/T1 -> 200 {"code":200,"message":"Failed"}
                1s GET Прибор/task/T1 -> 404 {"detail":"The requested equipment is not found"}
                1s GET abc/task/T1 -> 404 {"detail":"The requested equipment is not found"}
                1s GET ABC123\\n/task/T1 -> 404 {"detail":"The requested equipment is not found"}
                """
        )
        #expect(box.tasks == "1 accepted, 1 failed")
    }

    @Test func `the worker writes the record, and the message is the record`() {
        let box = SystemBox(.toyconfigurator) { $0.workers = 1 }
        box.post(at: 0, "ABC123", Self.body)
        box.post(at: 0, "ABC123", Self.body)
        for second in [1, 15] { box.look(at: Double(second)) { $0 } }
        box.drain("config_tasks", at: 2)
        #expect(
            box.run(until: 100) == """
                0s POST ABC123 -> 200 {"code":200,"taskId":"T1"}
                0s POST ABC123 -> 200 {"code":200,"taskId":"T2"}
                1s T1: {"timestamp":1735689600,"id":"T1","equipment_id":"ABC123",\
                "params":{"username":"admin","password":"admin","vlan":534,"interfaces":[1,2,3,4],\
                "timeoutInSeconds":14},"status":"Task is still running"}
                2s config_tasks: {"timestamp":1735689600,"id":"T2","equipment_id":"ABC123",\
                "params":{"username":"admin","password":"admin","vlan":534,"interfaces":[1,2,3,4],\
                "timeoutInSeconds":14},"status":"pending"}
                15s T1: {"timestamp":1735689600,"id":"T1","equipment_id":"ABC123",\
                "params":{"username":"admin","password":"admin","vlan":534,"interfaces":[1,2,3,4],\
                "timeoutInSeconds":14},"status":"Completed"}
                """
        )
        #expect(box.tasks == "2 accepted, 1 completed, 1 lost")
    }

    // MARK: Service A

    @Test func `Service A checks the body, the id, the credentials, then the time-out`() {
        let box = SystemBox(.toyconfigurator)
        let bodies = [
            Self.body.with("username", nil), Self.body.with("username", "root"),
            Self.body.with("password", "root"), Self.body.with("timeoutInSeconds", 61),
            Self.body.with("timeoutInSeconds", 60), Self.body.with("timeoutInSeconds", 0),
            Self.body.with("timeoutInSeconds", nil),
            Self.body.with("timeoutInSeconds", .null), Self.body.with("timeoutInSeconds", -1),
        ]
        box.callServiceA(at: 0, "a", .json(bodies[0].with("password", 1)))
        for body in bodies { box.callServiceA(at: 1, "ABC123", .json(body)) }
        box.callServiceA(at: 2, "a", .json(Self.body.with("username", "root")))
        box.callServiceA(at: 3, "ABC123\n", .json(Self.body.with("username", "root")))
        box.callServiceA(at: 3, "error500", .json(Self.body))
        #expect(
            box.run(until: 100) == """
                0s POST a -> 422 {"detail":[{"type":"missing","loc":["body","username"],\
                "msg":"Field required","input":{"password":1,"vlan":534,"interfaces":[1,2,3,4],\
                "timeoutInSeconds":14}},{"type":"string_type","loc":["body","password"],\
                "msg":"Input should be a valid string","input":1}]}
                1s POST ABC123 -> 422 {"detail":[{"type":"missing","loc":["body","username"],\
                "msg":"Field required","input":{"password":"admin","vlan":534,"interfaces":[1,2,3,\
                4],"timeoutInSeconds":14}}]}
                1s POST ABC123 -> 401 {"detail":"Wrong username or password"}
                1s POST ABC123 -> 401 {"detail":"Wrong username or password"}
                1s POST ABC123 -> 500 {"detail":"Internal provisioning exception"}
                1s POST ABC123 -> 500 Internal Server Error
                1s POST ABC123 -> 500 Internal Server Error
                1s POST ABC123 -> 200 {"code":200,"message":"success"}
                2s POST a -> 404 {"detail":"The requested equipment is not found"}
                3s POST ABC123\\n -> 401 {"detail":"Wrong username or password"}
                3s POST error500 -> at 17s 200 {"code":200,"message":"success"}
                1s POST ABC123 -> at 61s 200 {"code":200,"message":"success"}
                1s POST ABC123 -> at 61s 200 {"code":200,"message":"success"}
                """
        )
    }

    @Test(
        arguments: [
            ("username", "root"), ("timeoutInSeconds", 61), ("timeoutInSeconds", .null),
            ("timeoutInSeconds", -1),
        ] as [(String, JSONValue)]
    )
    func `what Service A refuses has failed with status 200`(field: String, value: JSONValue) {
        let box = SystemBox(.toyconfigurator)
        box.post(at: 0, "ABC123", Self.body.with(field, value))
        box.get(at: 1, path: "ABC123/task/T1")
        #expect(
            box.run(until: 100) == """
                0s POST ABC123 -> 200 {"code":200,"taskId":"T1"}
                1s GET ABC123/task/T1 -> 200 {"code":200,"message":"Failed"}
                """
        )
        #expect(box.tasks == "1 accepted, 1 failed")
    }

    @Test func `Service A works on 40 tasks at once, and the rest wait for a place`() {
        let box = SystemBox(.toyconfigurator) { $0.workers = 41 }
        for _ in 0..<41 { box.post(at: 0, "ABC123", Self.body) }
        box.get(at: 14.1, 27.9, 28.1, path: "ABC123/task/T41")
        box.get(at: 14.1, path: "ABC123/task/T40")
        #expect(
            box.run(until: 100).split(separator: "\n").dropFirst(41).joined(separator: "\n") == """
                14.1s GET ABC123/task/T41 -> 200 {"code":204,"message":"Task is still running"}
                14.1s GET ABC123/task/T40 -> 200 {"code":200,"message":"Completed"}
                27.9s GET ABC123/task/T41 -> 200 {"code":204,"message":"Task is still running"}
                28.1s GET ABC123/task/T41 -> 200 {"code":200,"message":"Completed"}
                """
        )
    }

    @Test func `a call that takes more than 65 s is forgotten for good`() {
        let box = SystemBox(.toyconfigurator) { $0.workers = 41 }
        let body = Self.body.with("timeoutInSeconds", 60)
        for _ in 0..<41 { box.post(at: 0, "ABC123", body) }
        box.get(at: 64.9, 65.1, 10_000, path: "ABC123/task/T41")
        #expect(
            box.run(until: 20_000).split(separator: "\n").dropFirst(41).joined(separator: "\n")
                == """
                64.9s GET ABC123/task/T41 -> 200 {"code":204,"message":"Task is still running"}
                65.099999999s GET ABC123/task/T41 -> 200 {"code":204,\
                "message":"Task is still running"}
                10000s GET ABC123/task/T41 -> 200 {"code":204,"message":"Task is still running"}
                """
        )
        #expect(box.tasks == "41 accepted, 40 completed, 1 lost")
    }

    // MARK: The results that nobody reads

    @Test func `without a record, an empty queue of results is an error that nobody catches`() {
        let box = SystemBox(.toyconfigurator)
        box.get(at: 1, path: "ABC123/task/unknown")
        #expect(
            box.run(until: 100) == """
                1s GET ABC123/task/unknown -> 500 Internal Server Error
                """
        )
    }

    @Test func `results are dropped until a search declares their queue, then they pile up`() {
        let box = SystemBox(.toyconfigurator)
        box.post(at: 0, "ABC123", Self.body)
        box.get(at: 15, path: "ABC123/task/unknown")
        box.post(at: 20, "ABC123", Self.body)
        box.post(at: 40, "ABC123", Self.body.with("username", "root"))
        box.post(at: 60, "ABC123", Self.body.with("timeoutInSeconds", -1))
        box.drain("config_results", at: 100)
        #expect(
            box.run(until: 100) == """
                0s POST ABC123 -> 200 {"code":200,"taskId":"T1"}
                15s GET ABC123/task/unknown -> 500 Internal Server Error
                20s POST ABC123 -> 200 {"code":200,"taskId":"T2"}
                40s POST ABC123 -> 200 {"code":200,"taskId":"T3"}
                60s POST ABC123 -> 200 {"code":200,"taskId":"T4"}
                100s config_results: {"code":200,"message":"success",\
                "task_id":"T2"} {"detail":"Wrong username or password",\
                "task_id":"T3"} {"task_id":"T4","code":500,\
                "message":"Ошибка при вызове сервиса A: the answer is not JSON","status":"Failed"}
                """
        )
    }

    @Test func `a search among the results of others ends after 5 s`() {
        let box = SystemBox(.toyconfigurator)
        box.get(at: 0, path: "ABC123/task/unknown")
        box.post(at: 1, "ABC123", Self.body)
        box.get(at: 20, path: "ABC123/task/unknown")
        box.drain("config_results", at: 30)
        #expect(
            box.run(until: 100) == """
                0s GET ABC123/task/unknown -> 500 Internal Server Error
                1s POST ABC123 -> 200 {"code":200,"taskId":"T1"}
                20s GET ABC123/task/unknown -> at 25s 404 {"detail":"The requested task is not \
                found"}
                30s config_results: {"code":200,"message":"success","task_id":"T1"}
                """
        )
    }

    @Test func `a search finds the task's own result, which says nothing of its state`() {
        #expect(
            Self.search(for: Self.body) == """
                21s GET ABC123/task/T1 -> 200 {"code":200,"message":"Unknown",\
                "details":{"code":200,"message":"success","task_id":"T1",\
                "redis_warning":"Redis was down; result retrieved from RabbitMQ."}}
                22s GET ABC123/task/T1 -> 500 Internal Server Error
                """
        )
    }

    @Test func `only a result of a call that went wrong says something of its state`() {
        #expect(
            Self.search(for: Self.body.with("timeoutInSeconds", -1)) == """
                21s GET ABC123/task/T1 -> 200 {"code":200,"message":"Failed",\
                "details":{"task_id":"T1","code":500,\
                "message":"Ошибка при вызове сервиса A: the answer is not JSON",\
                "status":"Failed",\
                "redis_warning":"Redis was down; result retrieved from RabbitMQ."}}
                22s GET ABC123/task/T1 -> 500 Internal Server Error
                """
        )
    }

    /// Two searches for a task whose record is gone.
    private static func search(for body: JSONValue) -> String {
        let box = SystemBox(.toyconfigurator)
        box.get(at: 0, path: "ABC123/task/unknown")
        box.post(at: 1, "ABC123", body)
        box.perform(at: 20) { box in
            let id = box.taskIDs[0]
            return "deleted: \(try await box.environment.store.delete(id))"
        }
        box.get(at: 21, 22, path: "ABC123/task/T1")
        return box.run(until: 100).split(separator: "\n").suffix(2).joined(separator: "\n")
    }
}
