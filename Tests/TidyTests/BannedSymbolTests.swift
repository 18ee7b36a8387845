import Testing

struct BannedSymbolTests {
    @Test func `no source uses a banned symbol`() throws {
        let files = try SourceFile.all(under: "Sources")
        for file in files {
            for banned in BannedSymbol.all { expectNone(banned.problems(in: file)) }
        }
    }

    @Test func `every exception is still needed`() throws {
        let files = try SourceFile.all(under: "Sources")
        for banned in BannedSymbol.all {
            for (path, reason) in banned.exceptions {
                let isUsed = files.contains { file in
                    file.path.hasPrefix(path) && !banned.places(in: file).isEmpty
                }
                #expect(isUsed, "\(banned.symbol) is no longer in \(path) (\(reason))")
            }
        }
    }

    @Test(arguments: BannedSymbol.all)
    func `every planted symbol is found`(_ banned: BannedSymbol) {
        let file = SourceFile("Sources/Systems/A.swift", "func work() {\n    \(banned.symbol)")
        let problems = banned.problems(in: file)
        #expect(problems.map(\.line) == [2])
        #expect(problems.allSatisfy { $0.message.contains(banned.replacement) })
    }

    @Test(
        arguments: [
            "Task  {\n}", "\"\\(value.hashValue)\"", "_ = \"\"\"\n\\(Task.sleep)\n\"\"\"",
            "#\"\\#(UUID())\"#", "let x = try!f()", "String(\n    format: text)",
            "Foundation.Date()",
        ]
    )
    func `symbols are found however they are written`(_ text: String) {
        let file = SourceFile("Sources/Systems/A.swift", text)
        #expect(BannedSymbol.all.flatMap { $0.problems(in: file) }.count == 1)
    }

    @Test(
        arguments: [
            "// Task {", "/* a /* b */ Task { */", "\"Task {\"",
            "\"\"\"\nTask.sleep \" Date(\n\"\"\"",
            "#\"\\(UUID())\"#", "SimulatedTask(1)", "ElementaryFunctions.log(x)",
            "simulation.random",
            "func log(_ x: Double)", "ThreadIdentity", "func taskDate()", "catalog(1)",
            "blueprint(2)",
            "`Task {`", "x as? Int", "try? f()", "hash(into: &hasher)", "\"\\(\"Task {\")\"",
        ]
    )
    func `what only looks like a symbol passes`(_ text: String) {
        let file = SourceFile("Sources/Systems/A.swift", text)
        #expect(BannedSymbol.all.flatMap { $0.problems(in: file) } == [])
    }

    @Test func `no task of a simulation has a capture list`() throws {
        let files = try SourceFile.all(under: "Sources") + SourceFile.all(under: "Tests")
        expectNone(files.flatMap(CaptureLists.problems))
    }

    @Test(
        arguments: [
            "simulation.spawn(\"a\") { [x] in f(x) }",
            "simulation.start(\"a\", context: f(1)) { [weak self] in f() }",
            "clock.spawn(\"a\", { [x] in f(x) })",
            "spawn(\"a\") { @Sendable [x] () async in f(x) }",
        ]
    )
    func `a planted capture list is found`(_ text: String) {
        let file = SourceFile("Sources/Systems/A.swift", text)
        #expect(CaptureLists.problems(in: file).count == 1)
    }

    @Test(
        arguments: [
            "spawn(\"a\") { f() }", "spawn(\"a\") { [1, 2].forEach(f) }", "map { [x] in x }",
            "func spawn(_ work: () -> Void) { [x] }", "spawn(\"a\") { f { [x] in x } }",
        ]
    )
    func `other closures pass`(_ text: String) {
        #expect(CaptureLists.problems(in: SourceFile("Sources/Systems/A.swift", text)) == [])
    }

    @Test func `no loop follows the order of a dictionary`() throws {
        expectNone(try SourceFile.all(under: "Sources").flatMap(UnsortedIteration.problems))
    }

    @Test(
        arguments: [
            "for key in table.keys { }", "for value in table.values where value > 0 { }",
            "for (n, key) in table.keys.enumerated() { }",
            "for case .a in self.tables[0].values { }",
        ]
    )
    func `a planted loop over a dictionary is found`(_ text: String) {
        let file = SourceFile("Sources/Systems/A.swift", text)
        #expect(UnsortedIteration.problems(in: file).count == 1)
    }

    @Test(
        arguments: [
            "for key in table.keys.sorted() { }", "for flow in flows(section.values) { }",
            "for value in values { table.keys }", "for x in list.values.sorted(by: <) { }",
        ]
    )
    func `a loop in a fixed order passes`(_ text: String) {
        let file = SourceFile("Sources/Systems/A.swift", text)
        #expect(UnsortedIteration.problems(in: file) == [])
    }
}
