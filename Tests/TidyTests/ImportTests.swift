import TestSupport
import Testing

struct ImportTests {
    @Test func `every target imports what the design allows`() throws {
        expectNone(try SourceFile.all(under: "Sources").flatMap(ImportRules.problems))
    }

    @Test(
        arguments: [
            ("Sources/Systems/A/B.swift", "import JSON\nimport SimulationKernel", 2),
            ("Sources/Systems/A/B.swift", "package import InMemoryInfrastructure", 1),
            ("Sources/JSON/A.swift", "import Foundation", 1),
            ("Sources/JSON/A.swift", "private import struct Foundation.Date", 1),
            ("Sources/Reporting/A.swift", "/* a */ @testable import Scenarios", 1),
            ("Sources/Unheard/A.swift", "import JSON", 1),
        ]
    )
    func `a planted import is found`(_ path: String, _ text: String, _ line: Int) {
        let problems = ImportRules.problems(in: SourceFile(path, text))
        #expect(problems.map(\.line) == [line])
    }

    @Test(
        arguments: [
            ("Sources/Systems/A.swift", "package import Infrastructure\nimport JSON"),
            ("Sources/JSON/A.swift", "// import Foundation\nlet text = \"import Foundation\""),
            ("Sources/simulate/A.swift", "import Foundation"),
            ("Tests/JSONTests/A.swift", "import Foundation"),
        ]
    )
    func `what is allowed passes`(_ path: String, _ text: String) {
        #expect(ImportRules.problems(in: SourceFile(path, text)) == [])
    }

    /// The table here and the manifest are two places, and this is what keeps them one.
    @Test(arguments: ImportRules.arrows.indices)
    func `the manifest declares exactly the imports of the table`(_ row: Int) throws {
        let (target, imports) = ImportRules.arrows[row]
        let manifest = try PackageFiles.text("Package.swift")
        let declarations = manifest.split(separator: "arget(").dropFirst()
        let declaration = declarations.first {
            $0.drop { $0.isWhitespace }.hasPrefix("name: \"\(target)\"")
        }
        let text = try #require(declaration)
        let list = text.split(separator: "dependencies: [").dropFirst().first ?? "]"
        let names = list.prefix { $0 != "]" }.split(
            separator: "\"",
            omittingEmptySubsequences: false
        )
        #expect(names.indices.filter { $0 % 2 == 1 }.map { String(names[$0]) } == imports)
    }
}
