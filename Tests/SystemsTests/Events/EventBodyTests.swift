import Infrastructure
import JSON
import Systems
import Testing

struct EventBodyTests {
    private struct TrainModel: EventBody, Decodable, Equatable {
        struct Layer: Decodable, Equatable {
            let name: String
            let width: UInt8
        }

        let epochs: Int
        let rate: Double?
        let layers: [Layer]
        let tags: [String: Bool]
    }

    private static func read<Body: EventBody>(_ type: Body.Type, _ payload: Payload) -> String {
        do { return "\(try Body(eventBody: payload))" } catch { return "\(error)" }
    }

    private static let good: Payload = .text(
        #"{"epochs": 3, "layers": [{"name": "in", "width": 255}], "tags": {"a": true}}"#
    )

    @Test func `a decodable type is read from text and from values alike`() throws {
        let model = TrainModel(
            epochs: 3,
            rate: nil,
            layers: [TrainModel.Layer(name: "in", width: 255)],
            tags: ["a": true]
        )
        #expect(try TrainModel(eventBody: Self.good) == model)
        let value = try #require(Self.good.json)
        #expect(try TrainModel(eventBody: .json(value)) == model)
    }

    @Test(arguments: [
        ("", "body: expected JSON, found nothing"),
        ("{ epochs", "body: expected JSON, found another text"),
        ("[]", "body: expected an object, found []"),
        (#"{"epochs": "3"}"#, "body at epochs: expected a whole number, found \"3\""),
        (#"{"epochs": 1.5}"#, "body at epochs: expected a whole number, found 1.5"),
        (#"{"rate": 1}"#, "body at epochs: expected a value, found nothing"),
        (
            #"{"epochs": 3, "layers": [{"name": "in", "width": 256}]}"#,
            "body at layers.0.width: expected a whole number, found 256"
        ),
        (
            #"{"epochs": 3, "layers": [{"name": "in", "width": 1}, 5]}"#,
            "body at layers.1: expected an object, found 5"
        ),
        (
            #"{"epochs": 3, "layers": [], "tags": {"a": 1}}"#,
            "body at tags.a: expected true or false, found 1"
        ),
    ])
    func `a body that does not fit says where, and what was expected`(
        text: String,
        message: String
    ) {
        #expect(Self.read(TrainModel.self, .text(text)) == message)
    }

    @Test func `any body is a text, and bodies without JSON are no values`() {
        #expect(Self.read(String.self, .json("text")) == "text")
        #expect(Self.read(String.self, .json(["a": 1])) == "{\"a\":1}")
        #expect(Self.read(String.self, .empty) == "")
        #expect(Self.read(JSONValue.self, .empty) == "body: expected JSON, found nothing")
    }

    @Test func `a body that cannot be read fails the handler before it begins`() {
        let box = EventsBox()
        var options = EventServiceOptions()
        options.deadLetterQueue = "dead"
        box.run(options: options) { service, box in
            try service.on("a") { (event: Event<TrainModel>, _) in
                box.note("\(event.body.epochs)")
            }
        }
        box.publish(["route": "a"], Self.good)
        box.publish(["route": "a"], .text("{ epochs"))
        #expect(box.journal() == ["1s 3"])
        #expect(box.tasks == "2 submitted, 2 accepted, 1 completed, 1 dead-lettered")
    }
}
