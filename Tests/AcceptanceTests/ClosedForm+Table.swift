extension ClosedForm {
    private static let exponential = #"{ "distribution": "exponential", "mean": "1s" }"#

    /// By their rows in the table of known values.
    static let all: [ClosedForm] = [
        ClosedForm(
            testDescription: "row 1: M/M/1, lambda 0.8",
            rate: 4,
            every: 5,
            latency: exponential,
            servers: 1,
            thousands: 104,
            figures: [
                Figure(wait, 4), Figure(sojourn, 5), Figure(level, 4),
                Figure(sojourn, .p50, 3.465736), Figure(sojourn, .p95, 14.978661),
                Figure(sojourn, .p99, 23.025851), Figure(wait, .p95, 13.862944),
            ]
        ),
        ClosedForm(
            testDescription: "row 3: M/M/2, lambda 1.5",
            rate: 3,
            every: 2,
            latency: exponential,
            servers: 2,
            thousands: 80,
            figures: [Figure(wait, 9.0 / 7), Figure(level, 24.0 / 7)]
        ),
        ClosedForm(
            testDescription: "row 4: M/M/3, lambda 2.4",
            rate: 12,
            every: 5,
            latency: exponential,
            servers: 3,
            thousands: 140,
            figures: [
                Figure(wait, 96.0 / 89), Figure(sojourn, 185.0 / 89), Figure(level, 444.0 / 89),
                Figure(wait, .p95, 4.2676974525), Figure(wait, .p99, 6.9500939733),
            ]
        ),
        ClosedForm(
            testDescription: "row 6: M/M/10, lambda 8",
            rate: 8,
            latency: exponential,
            servers: 10,
            thousands: 190,
            figures: [Figure(wait, 0.2045900754), Figure(level, 9.6367206032)]
        ),
        ClosedForm(
            testDescription: "row 9: M/M/50, lambda 1000, mu 25",
            rate: 1000,
            latency: #"{ "distribution": "exponential", "mean": "40ms" }"#,
            servers: 50,
            thousands: 1520,
            figures: [Figure(wait, 0.0003478102), Figure(level, 40.3478101981)]
        ),
        ClosedForm(
            testDescription: "row 15: M/D/1, lambda 0.8",
            rate: 4,
            every: 5,
            latency: #""1s""#,
            servers: 1,
            thousands: 65,
            figures: [Figure(wait, 2), Figure(level, 2.4)]
        ),
        ClosedForm(
            testDescription: "row 18: M/H2/1, lambda 0.8, balanced means, scv 4",
            rate: 4,
            every: 5,
            latency: """
                { "distribution": "hyperexponential", "means": ["563508327ns", "4436491673ns"],
                  "weights": [0.8872983346, 0.1127016654] }
                """,
            servers: 1,
            thousands: 324,
            figures: [Figure(wait, 10)]
        ),
        ClosedForm(
            testDescription: "row 20: D/M/1, lambda 0.8",
            arrivals: "uniform",
            rate: 4,
            every: 5,
            latency: exponential,
            servers: 1,
            thousands: 110,
            figures: [Figure(wait, 1.6927308399)]
        ),
    ]
}
