import TestSupport
import Testing

struct ShapeTests {
    @Test(arguments: ["Sources", "Tests"])
    func `files, functions and lines keep their limits`(_ folder: String) throws {
        expectNone(try SourceFile.all(under: folder).flatMap(ShapeRules.problems))
    }

    @Test(arguments: ["Package.swift", ".ci/run"])
    func `other texts keep the limits of lines`(_ path: String) throws {
        expectNone(ShapeRules.problems(path: path, text: try PackageFiles.text(path)))
    }

    @Test func `the README stays short`() throws {
        guard PackageFiles.exists("README.md") else { return }
        let lines = try PackageFiles.text("README.md").split(separator: "\n")
        #expect(lines.count < 150, "what is longer belongs into another document")
    }

    @Test(
        arguments: [
            ("let a = 1", 1), ("let a = 1\n\n", 3), ("a\n// TO" + "DO: later\n", 2),
            ("// FIX" + "ME\n", 1), ("a\n" + String(repeating: "ä", count: 101) + "\n", 2),
        ]
    )
    func `a planted blemish is found`(_ text: String, _ line: Int) {
        #expect(ShapeRules.problems(path: "a", text: text).map(\.line) == [line])
    }

    @Test(arguments: ["a\n", String(repeating: "ä", count: 100) + "\n"])
    func `a text within the limits passes`(_ text: String) {
        #expect(ShapeRules.problems(path: "a", text: text) == [])
    }

    @Test func `a file that is too long is found`() {
        let longest = SourceFile("Sources/A.swift", String(repeating: "a\n", count: 300))
        #expect(ShapeRules.problems(in: longest) == [])
        let longer = SourceFile("Sources/A.swift", String(repeating: "a\n", count: 301))
        #expect(ShapeRules.problems(in: longer).count == 1)
    }

    @Test(arguments: ["func f()", "init(_ a: Int = { 1 }())", "var a: Int", "func `long {`()"])
    func `a function that is too long is found`(_ head: String) {
        func file(lines: Int, _ path: String) -> SourceFile {
            let body = String(repeating: "    \"} \\(a) }\" // }\n", count: lines - 2)
            return SourceFile(path, "struct S {\n\(head) {\n\(body)}\n}\n")
        }
        #expect(ShapeRules.problems(in: file(lines: 40, "Sources/A.swift")) == [])
        #expect(ShapeRules.problems(in: file(lines: 41, "Sources/A.swift")).map(\.line) == [2])
        #expect(ShapeRules.problems(in: file(lines: 60, "Tests/A.swift")) == [])
        #expect(ShapeRules.problems(in: file(lines: 61, "Tests/A.swift")).map(\.line) == [2])
    }

    @Test func `what has no body is no function`() {
        let text = """
            protocol P {
                func f() -> Int
                init()
                var a: Int { get }
                func g()
            }
            let x: P = .init()
            """
        #expect(ShapeRules.functions(of: SourceFile("Sources/A.swift", text)).map(\.length) == [1])
    }
}
