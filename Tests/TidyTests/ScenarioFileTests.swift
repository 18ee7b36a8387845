import JSON
import TestSupport
import Testing

struct ScenarioFileTests {
    /// What is wrong with the name of a scenario file.
    private func problem(path: String, text: String) throws -> String? {
        let name = try JSONReader.value(text)["name"]
        let file = path.split(separator: "/").last ?? ""
        guard case .string(let name) = name else { return "\(path) has no name" }
        return file == "\(name).json" ? nil : "\(path) is named \(name)"
    }

    @Test func `every scenario is JSON and named like its file`() throws {
        let paths = try PackageFiles.scenarios()
        #expect(!paths.isEmpty)
        for path in paths {
            #expect(try problem(path: path, text: PackageFiles.text(path)) == nil)
        }
    }

    @Test func `a wrong name is found`() throws {
        #expect(try problem(path: "Scenarios/a.json", text: #"{"name": "a"}"#) == nil)
        #expect(try problem(path: "Scenarios/a.json", text: #"{"name": "b"}"#) != nil)
        #expect(try problem(path: "Scenarios/a.json", text: #"{"name": 1}"#) != nil)
        #expect(throws: (any Error).self) { try problem(path: "a.json", text: "{") }
    }

    @Test func `every report belongs to a scenario`() throws {
        for path in try PackageFiles.paths(under: "Reports", ending: ".txt") {
            let name = path.split(separator: "/")[1]
            #expect(PackageFiles.exists("Scenarios/\(name).json"), "\(path)")
        }
    }
}
