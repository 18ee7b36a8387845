package import Infrastructure

/// Something that is wrong in a definition.
package struct DefinitionProblem: Sendable, Equatable {
    /// Where, from the definition on: `$.processes[2].join`.
    package let path: BodyPath
    /// In lower case and without a full stop.
    package let message: String
    /// What to write instead, where that can be guessed.
    package let hint: String?

    package init(_ path: BodyPath, _ message: String, hint: String? = nil) {
        self.path = path
        self.message = message
        self.hint = hint
    }

    /// One line: `PATH: MESSAGE; HINT`.
    package var text: String {
        "\(path): \(message)" + (hint.map { "; \($0)" } ?? "")
    }
}

extension BodyPath {
    /// The place of the processes of a definition.
    static var processes: BodyPath { BodyPath([.key("processes")]) }

    /// The place of a process of a definition.
    static func process(_ place: Int) -> BodyPath {
        BodyPath([.key("processes"), .index(place)])
    }

    /// The place of a link of a definition.
    static func link(_ place: Int) -> BodyPath {
        BodyPath([.key("links"), .index(place)])
    }

    func key(_ key: String) -> BodyPath { appending(.key(key)) }

    func index(_ index: Int) -> BodyPath { appending(.index(index)) }
}
