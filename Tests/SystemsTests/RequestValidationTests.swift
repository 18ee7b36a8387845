import Infrastructure
import JSON
import Systems
import Testing

/// What POST says of bodies and ids that it does not take; compared with FastAPI 0.115.13.
struct RequestValidationTests {
    private static func reply(
        _ profile: ProvisioningProfile,
        _ body: Payload,
        equipment: String = "ABC123"
    ) -> String {
        let box = SystemBox(profile)
        box.send(at: 0, .post, equipment, body)
        let line = box.run(until: 0)
        let reply = line.split(separator: " -> ", maxSplits: 1).last ?? ""
        let list = #"422 {"detail":["#
        return reply.hasPrefix(list) ? "422 [\(reply.dropFirst(list.count).dropLast())" : "\(reply)"
    }

    private static let integer = "Input should be a valid integer"
    private static let unparsable = "\(integer), unable to parse string as an integer"

    // MARK: timeoutInSeconds, in the design that requires it

    @Test(
        arguments: [
            14, "14", " 14 ", "+14", "1_000", "14.00", "1_0.0", "-7", "007", "\t14\n", "\u{a0}14",
            14.0, true, false, -5, 1e18,
        ] as [JSONValue]
    )
    func `what pydantic converts is taken`(value: JSONValue) {
        let body = RequestBodies.listed.with("timeoutInSeconds", value)
        let reply = Self.reply(.equipmentProvisioning, .json(body))
        #expect(reply == #"200 {"code":202,"taskId":"T1"}"#)
    }

    @Test(
        arguments: [
            ("14.5", "int_parsing", unparsable), ("", "int_parsing", unparsable),
            ("1e3", "int_parsing", unparsable), ("_1", "int_parsing", unparsable),
            ("1__0", "int_parsing", unparsable), ("14.", "int_parsing", unparsable),
            ("+-1", "int_parsing", unparsable), ("1 4", "int_parsing", unparsable),
            ("١٤", "int_parsing", unparsable),
            (14.5, "int_from_float", "\(integer), got a number with a fractional part"),
            (nil, "int_type", integer), ([], "int_type", integer), ([:], "int_type", integer),
            (
                1e30, "int_parsing_size",
                "Unable to parse input string as an integer, exceeded maximum size"
            ),
        ] as [(JSONValue, String, String)]
    )
    func `what it does not convert is told with its place`(
        value: JSONValue,
        type: String,
        message: String
    ) {
        let body = RequestBodies.listed.with("timeoutInSeconds", value)
        let reply = Self.reply(.equipmentProvisioning, .json(body))
        let input = JSONWriter.compact(value)
        #expect(
            reply == #"422 [{"type":"\#(type)","loc":["body","timeoutInSeconds"],"#
                + #""msg":"\#(message)","input":\#(input)}]"#
        )
    }

    // MARK: Fields that are missing or null

    /// Profile, field, what is said when it is missing and when it is null; nil takes the task on.
    private static let fields: [(ProvisioningProfile, String, String?, String?)] = [
        (
            .task, "timeoutInSeconds", "timeoutInSeconds: Field required",
            "timeoutInSeconds: \(integer)"
        ),
        (.task, "parameters", "parameters: Field required", "parameters: \(object)"),
        (
            .task, "username", "parameters.username: Field required",
            "parameters.username: \(string)"
        ),
        (
            .task, "password", "parameters.password: Field required",
            "parameters.password: \(string)"
        ),
        (.task, "vlan", nil, nil),
        (
            .task, "interfaces", "parameters.interfaces: Field required",
            "parameters.interfaces: Input should be a valid list"
        ),
        (.toyconfigurator, "timeoutInSeconds", nil, nil),
        (.toyconfigurator, "username", "missing", "string_type"),
        (.toyconfigurator, "password", "missing", "string_type"),
        (.toyconfigurator, "vlan", "missing", nil),
        (.toyconfigurator, "interfaces", "missing", "list_type"),
        (.equipmentActivation, "timeoutInSeconds", "missing", "int_type"),
        (.equipmentActivation, "parameters", "missing", "dict_type"),
        (.equipmentActivation, "username", nil, nil),
        (.equipmentActivation, "interfaces", nil, nil),
        (.equipmentProvisioning, "timeoutInSeconds", "missing", "int_type"),
        (.equipmentProvisioning, "parameters", "missing", "list_type"),
        (.equipmentProvisioning, "username", "missing", "string_type"),
        (.equipmentProvisioning, "password", "missing", "string_type"),
        (.equipmentProvisioning, "vlan", nil, nil),
        (.equipmentProvisioning, "interfaces", "missing", "list_type"),
    ]

    private static let object =
        "Input should be a valid dictionary or object to extract fields from"
    private static let string = "Input should be a valid string"

    @Test(arguments: fields)
    func `a field that is missing or null is told where the design requires it`(
        profile: ProvisioningProfile,
        field: String,
        missing: String?,
        null: String?
    ) {
        let body = RequestBodies.body(of: profile)
        let isParameter = body[field] == nil
        for (value, problem) in [(nil, missing), (.null, null)] as [(JSONValue?, String?)] {
            let changed =
                isParameter ? body.withParameter(field, value) : body.with(field, value)
            let reply = Self.reply(profile, .json(changed))
            if let problem {
                #expect(reply.hasPrefix("422 "))
                #expect(reply.contains("\"\(problem)\""))
                #expect(reply.contains(field))
            } else {
                #expect(reply.hasPrefix("200 "))
            }
        }
    }

    // MARK: The shape of `parameters`

    @Test(
        arguments: [
            RequestBodies.equipment,
            [RequestBodies.equipment],
            [["username": "admin"], ["password": "admin"], ["vlan": 534], ["interfaces": [1, 2]]],
            [["username": "admin"], ["password": "admin"], ["interfaces": ["1"]]],
        ] as [JSONValue]
    )
    func `the canonical design takes an object, a list of one and a list of pairs (row 9)`(
        parameters: JSONValue
    ) {
        let body = RequestBodies.wrapped.with("parameters", parameters)
        #expect(Self.reply(.task, .json(body)) == #"200 {"code":200,"taskId":"T1"}"#)
    }

    @Test(
        arguments: [
            ([], "parameters: \(object)"),
            ("x", "parameters: \(object)"),
            ([RequestBodies.equipment, RequestBodies.equipment], "parameters: \(object)"),
            ([["username": "admin"], 5], "parameters: \(object)"),
            ([["username": "admin"]], "parameters.password: Field required"),
            (
                RequestBodies.equipment.with("interfaces", [1, "x"]),
                "parameters.interfaces.1: \(unparsable)"
            ),
        ] as [(JSONValue, String)]
    )
    func `the canonical design tells the first problem`(parameters: JSONValue, text: String) {
        let body = RequestBodies.wrapped.with("parameters", parameters)
        #expect(Self.reply(.task, .json(body)) == #"422 {"code":422,"message":"\#(text)"}"#)
    }

    @Test(arguments: [(0, "greater than or equal to 1"), (3601, "less than or equal to 3600")])
    func `the canonical time-out is 1 to 3600 s (row 10)`(seconds: Int64, text: String) {
        let body = RequestBodies.wrapped.with("timeoutInSeconds", .integer(seconds))
        let message = "timeoutInSeconds: Input should be \(text)"
        #expect(Self.reply(.task, .json(body)) == #"422 {"code":422,"message":"\#(message)"}"#)
        for seconds in [1, 3600] as [Int64] {
            let body = RequestBodies.wrapped.with("timeoutInSeconds", .integer(seconds))
            #expect(Self.reply(.task, .json(body)).hasPrefix("200 "))
        }
    }

    @Test func `the strict designs take one shape of parameters each`() {
        let equipment = JSONWriter.compact(RequestBodies.equipment)
        let list = #""loc":["body","parameters"],"msg":"Input should be a valid list""#
        #expect(
            Self.reply(.equipmentProvisioning, .json(RequestBodies.wrapped))
                == #"422 [{"type":"list_type",\#(list),"input":\#(equipment)}]"#
        )
        let dictionary = #""loc":["body","parameters"],"msg":"Input should be a valid dictionary""#
        #expect(
            Self.reply(.equipmentActivation, .json(RequestBodies.listed))
                == #"422 [{"type":"dict_type",\#(dictionary),"input":[\#(equipment)]}]"#
        )
        #expect(Self.reply(.toyconfigurator, .json(RequestBodies.wrapped)).hasPrefix("422 "))
        #expect(Self.reply(.equipmentProvisioning, .json(RequestBodies.flat)).hasPrefix("422 "))
        let empty = RequestBodies.listed.with("parameters", [])
        #expect(Self.reply(.equipmentProvisioning, .json(empty)).hasPrefix("200 "))
        let free = RequestBodies.wrapped.with("parameters", ["config": "example"])
        #expect(Self.reply(.equipmentActivation, .json(free)).hasPrefix("200 "))
    }

    @Test func `all problems of a list are told, with their places`() {
        let body = RequestBodies.listed.with("parameters", [RequestBodies.equipment, 5, [:]])
        #expect(
            Self.reply(.equipmentProvisioning, .json(body)) == """
                422 [{"type":"model_attributes_type","loc":["body","parameters",1],\
                "msg":"\(Self.object)","input":5},\
                {"type":"missing","loc":["body","parameters",2,"username"],\
                "msg":"Field required","input":{}},\
                {"type":"missing","loc":["body","parameters",2,"password"],\
                "msg":"Field required","input":{}},\
                {"type":"missing","loc":["body","parameters",2,"interfaces"],\
                "msg":"Field required","input":{}}]
                """
        )
    }

    // MARK: Bodies that are none

    private static let noBody =
        #"422 [{"type":"missing","loc":["body"],"msg":"Field required","input":null}]"#

    @Test(arguments: SurfaceTests.strictProfiles)
    func `a body that is missing, null or no object is told`(profile: ProvisioningProfile) {
        #expect(Self.reply(profile, .empty) == Self.noBody)
        #expect(Self.reply(profile, .text("")) == Self.noBody)
        #expect(Self.reply(profile, .json(.null)) == Self.noBody)
        #expect(Self.reply(profile, .text("null")) == Self.noBody)
        #expect(
            Self.reply(profile, .json([])) == """
                422 [{"type":"model_attributes_type","loc":["body"],"msg":"\(Self.object)",\
                "input":[]}]
                """
        )
    }

    @Test(arguments: [("{", 1), ("nul", 0), ("{\"a\":}", 5), ("\n\n {\n", 5), ("{\"é\":,", 5)])
    func `a text that is no JSON is told with its place, and alone`(text: String, place: Int) {
        let reply = Self.reply(.equipmentProvisioning, .text(text), equipment: "a")
        let head =
            #"422 [{"type":"json_invalid","loc":["body",\#(place)],"msg":"JSON decode error""#
        #expect(reply.hasPrefix(head))
        #expect(!reply.contains("string_pattern_mismatch"))
    }

    @Test func `a text that is JSON is read`() {
        let text = JSONWriter.compact(RequestBodies.listed)
        let reply = Self.reply(.equipmentProvisioning, .text(text))
        #expect(reply == #"200 {"code":202,"taskId":"T1"}"#)
    }

    // MARK: Ids

    @Test(
        arguments: [
            (.task, "abc", #"404 {"code":404,"message":"The requested equipment is not found"}"#),
            (
                .task, "ABC-123",
                #"404 {"code":404,"message":"The requested equipment is not found"}"#
            ),
            (
                .task, "ABC123\n",
                #"404 {"code":404,"message":"The requested equipment is not found"}"#
            ),
            (.toyconfigurator, "abc12", #"400 {"detail":"Invalid device ID"}"#),
            (.toyconfigurator, "ABC-123", #"400 {"detail":"Invalid device ID"}"#),
            (.toyconfigurator, "ABC123\n", #"400 {"detail":"Invalid device ID"}"#),
            (.toyconfigurator, "abcde\u{308}", #"400 {"detail":"Invalid device ID"}"#),
            (.toyconfigurator, "Прибор", #"200 {"code":200,"taskId":"T1"}"#),
            (.toyconfigurator, "m²½Ⅷ٣x", #"200 {"code":200,"taskId":"T1"}"#),
            (.equipmentActivation, "abc12", #"400 {"detail":"Invalid ID format"}"#),
            (.equipmentActivation, "a-b c!", #"200 {"code":200,"taskId":"T1"}"#),
            (
                .equipmentProvisioning, "ABC123\n",
                """
                422 [{"type":"string_pattern_mismatch","loc":["path","id"],"msg":"String should match \
                pattern '^[a-zA-Z0-9]{6,}$'","input":"ABC123\\n","ctx":{"pattern":"^[a-zA-Z0-9]{6,}$"}}]
                """
            ),
        ] as [(ProvisioningProfile, String, String)]
    )
    func `an id is checked as the design does`(
        profile: ProvisioningProfile,
        equipment: String,
        expected: String
    ) {
        let body = RequestBodies.body(of: profile)
        #expect(Self.reply(profile, .json(body), equipment: equipment) == expected)
    }

    @Test func `the body is looked at before the id, except in the canonical design`() {
        #expect(Self.reply(.toyconfigurator, .json([:]), equipment: "a").hasPrefix("422 "))
        #expect(Self.reply(.equipmentActivation, .json([:]), equipment: "a").hasPrefix("422 "))
        #expect(Self.reply(.task, .json([:]), equipment: "a").hasPrefix("404 "))
        let both = Self.reply(.equipmentProvisioning, .json([:]), equipment: "a")
        #expect(both.contains("string_pattern_mismatch") && both.contains("timeoutInSeconds"))
    }
}
