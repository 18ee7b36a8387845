package import Infrastructure
import JSON

/// The messages of the source's `send.py`, as a load sends them.
package enum EventsFlows {
    /// The flows, which send to a queue unless a load says otherwise.
    package static func all(queue: String) -> [FlowDescription] {
        let queue = FlowVariable("queue", .text, default: .string(queue), "Where it is sent.")
        return [
            FlowDescription(
                "send",
                "The message of `send.py` with an argument: a model to train.",
                variables: [
                    queue,
                    FlowVariable("route", .text, default: "train_model", "Whom it is for."),
                    FlowVariable("modelId", nil, default: 17, "Which model."),
                    FlowVariable("body", nil, default: "Some text", "The argument."),
                ],
                steps: [
                    publish(["route": "${route}", "model_id": "${modelId}"], body: "${body}")
                ]
            ),
            FlowDescription(
                "send-default",
                "The message of `send.py` without an argument.",
                variables: [queue],
                steps: [
                    publish(
                        [
                            "route": "another_method", "one": "any string",
                            "more": "another string",
                        ],
                        body: "Without content"
                    )
                ]
            ),
        ]
    }

    private static func publish(_ headers: JSONObject, body: JSONValue) -> FlowStep {
        .publish(
            FlowPublication(exchange: "", routingKey: "${queue}", headers: headers, body: body)
        )
    }
}
