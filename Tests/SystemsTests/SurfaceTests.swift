import Infrastructure
import JSON
import Systems
import Testing

/// What services answer to requests that no route is for.
struct SurfaceTests {
    static let strictProfiles = ProvisioningProfile.all.filter { $0.name != "task" }

    @Test(arguments: strictProfiles)
    func `routing is FastAPI's`(profile: ProvisioningProfile) {
        let box = SystemBox(profile)
        box.send(at: 0, .post, "ABC123/")
        box.send(at: 0, .get, "ABC123/")
        box.send(at: 0, .get, "ABC123/task/x/")
        box.send(at: 0, .post, "ABC123/activate")
        box.send(at: 0, .get, "ABC123")
        box.send(at: 0, .delete, "ABC123")
        box.send(at: 0, .post, "ABC123/task/x")
        box.send(at: 0, .get, "ABC123/task")
        box.send(at: 0, .get, "ABC123/task/")
        box.send(at: 0, .post, "")
        box.send(at: 0, .post, "a/b/c/d")
        #expect(
            box.run(until: 0) == """
                0s POST ABC123/ -> 307 Location: /api/v1/equipment/cpe/ABC123
                0s GET ABC123/ -> 307 Location: /api/v1/equipment/cpe/ABC123
                0s GET ABC123/task/x/ -> 307 Location: /api/v1/equipment/cpe/ABC123/task/x
                0s POST ABC123/activate -> 404 {"detail":"Not Found"}
                0s GET ABC123 -> 405 Allow: POST {"detail":"Method Not Allowed"}
                0s DELETE ABC123 -> 405 Allow: POST {"detail":"Method Not Allowed"}
                0s POST ABC123/task/x -> 405 Allow: GET {"detail":"Method Not Allowed"}
                0s GET ABC123/task -> 404 {"detail":"Not Found"}
                0s GET ABC123/task/ -> 404 {"detail":"Not Found"}
                0s POST  -> 404 {"detail":"Not Found"}
                0s POST a/b/c/d -> 404 {"detail":"Not Found"}
                """
        )
    }

    @Test(arguments: strictProfiles)
    func `Service A routes like Service B`(profile: ProvisioningProfile) {
        let box = SystemBox(profile)
        let name = ProvisioningSystem.configurationServiceName
        box.send(at: 0, .post, "ABC123/", to: name)
        box.send(at: 0, .get, "ABC123", to: name)
        box.send(at: 0, .get, "ABC123/task/x", to: name)
        #expect(
            box.run(until: 0) == """
                0s POST ABC123/ -> 307 Location: /api/v1/equipment/cpe/ABC123
                0s GET ABC123 -> 405 Allow: POST {"detail":"Method Not Allowed"}
                0s GET ABC123/task/x -> 404 {"detail":"Not Found"}
                """
        )
    }

    @Test func `the canonical design serves all three paths alike (row 1)`() {
        let box = SystemBox(.task)
        for path in ["ABC123", "ABC123/", "ABC123/activate"] {
            box.send(at: 0, .post, path, .json(RequestBodies.wrapped))
        }
        box.send(at: 0, .get, "ABC123")
        box.send(at: 0, .post, "ABC123/task/x")
        box.send(at: 0, .post, "ABC123/other")
        #expect(
            box.run(until: 0) == """
                0s POST ABC123 -> 200 {"code":200,"taskId":"T1"}
                0s POST ABC123/ -> 200 {"code":200,"taskId":"T2"}
                0s POST ABC123/activate -> 200 {"code":200,"taskId":"T3"}
                0s GET ABC123 -> 405 Allow: POST {"code":405,"message":"Method Not Allowed"}
                0s POST ABC123/task/x -> 405 Allow: GET {"code":405,"message":"Method Not Allowed"}
                0s POST ABC123/other -> 404 {"code":404,"message":"Not Found"}
                """
        )
    }
}
