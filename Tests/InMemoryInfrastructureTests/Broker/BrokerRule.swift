import Testing

/// A rule of RabbitMQ, where it is written down, and a conversation that shows it.
struct BrokerRule: CustomTestStringConvertible {
    let text: String
    let source: String
    let script: String

    /// `source` is a page of the documentation, or a section of AMQP 0-9-1.
    init(_ text: String, _ source: String, _ script: String) {
        self.text = text
        self.source = source
        self.script = script
    }

    var testDescription: String { "\(text) (\(source))" }

    func check(sourceLocation: SourceLocation = #_sourceLocation) {
        guard let difference = BrokerScript.difference(in: script) else { return }
        Issue.record("\(text): \(difference)", sourceLocation: sourceLocation)
    }
}

/// The rules are only as good as what reads them.
struct BrokerScriptTests {
    @Test(
        arguments: [
            ("declare q", nil), ("declare q -> q", "declare q -> q\n  got "),
            ("get q", "get q\n  got 404 NOT_FOUND - no queue 'q' in vhost '/'"),
            ("declare q\npublish q m\nget q -> 1 m left 0", nil),
            ("declare q\npublish q m\nget q", "get q\n  got 1 m left 0"),
            ("declare q\nconsume q c\npublish q m", "publish q m\n  got c: 1 m"),
            ("jump", "jump\n  got 0 there is no jump in scripts"),
        ]
    )
    func `a line that differs is found`(_ script: String, _ difference: String?) {
        #expect(BrokerScript.difference(in: script) == difference)
    }
}
