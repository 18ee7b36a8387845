import Foundation
import Infrastructure
import JSON
import Scenarios
import Testing

struct SchemaDocumentTests {
    private static let url = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/Scenarios/Resources/scenario.schema.json")

    @Test func `the schema in the package is the one that the tables make`() throws {
        let text = SchemaDocument.text(systems: SystemCatalogue.entries.map(\.description))
        if InvalidScenarios.isRecording {
            try text.write(to: Self.url, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: Self.url, encoding: .utf8) == text)
    }

    @Test func `every key has a description`() throws {
        let schema = try JSONReader.value(
            SchemaDocument.text(systems: SystemCatalogue.entries.map(\.description))
        )
        var missing: [String] = []
        func visit(_ value: JSONValue, _ path: String) {
            if let properties = value["properties"]?.object {
                for property in properties.members {
                    let description = property.value["description"]?.string ?? ""
                    if description.isEmpty { missing.append(path + property.key) }
                    visit(property.value, path + property.key + ".")
                }
            }
            for part in value["anyOf"]?.array ?? [] { visit(part, path) }
            for key in ["items", "additionalProperties"] {
                if let part = value[key] { visit(part, path) }
            }
        }
        visit(schema, "")
        for definition in schema["$defs"]?.object?.members ?? [] {
            visit(definition.value, definition.key + ".")
        }
        #expect(missing.isEmpty)
    }
}
