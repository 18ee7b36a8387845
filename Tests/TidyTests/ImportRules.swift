/// Which target may import what: the arrows of the design, and what the toolchain brings.
enum ImportRules {
    /// The targets of this package that each target may import.
    static let arrows: [(target: String, imports: [String])] = [
        ("SimulationKernel", []),
        ("Measurement", []),
        ("JSON", []),
        ("Infrastructure", ["JSON"]),
        ("Systems", ["Infrastructure", "JSON"]),
        ("InMemoryInfrastructure", ["Infrastructure", "JSON", "SimulationKernel"]),
        ("LoadGeneration", ["Infrastructure", "JSON", "Measurement", "SimulationKernel"]),
        (
            "Scenarios",
            [
                "InMemoryInfrastructure", "Infrastructure", "JSON", "LoadGeneration",
                "Measurement", "SimulationKernel", "Systems",
            ]
        ),
        ("Reporting", ["JSON", "Measurement"]),
        ("simulate", ["JSON", "Measurement", "Reporting", "Scenarios"]),
    ]

    /// Modules of the toolchain, where they are allowed and why.
    static let toolchain: [(module: String, path: String, reason: String)] = [
        ("Synchronization", "Sources/", "locks and atomics behave the same everywhere"),
        ("Foundation", "Sources/simulate/", "files, signals and processes of the command line"),
        ("Darwin", "Sources/SimulationKernel/", "real threads and real sleep"),
        ("Glibc", "Sources/SimulationKernel/", "real threads and real sleep"),
        ("Musl", "Sources/SimulationKernel/", "real threads and real sleep"),
    ]

    static func problems(in file: SourceFile) -> [Problem] {
        guard let target = file.target else { return [] }
        guard let row = arrows.first(where: { $0.target == target }) else {
            return [file.problem(at: 0, "\(target) is no target of the table in ImportRules")]
        }
        return imports(of: file).compactMap { place, module in
            let isTool = toolchain.contains {
                $0.module == module && file.path.hasPrefix($0.path)
            }
            guard !isTool, !row.imports.contains(module) else { return nil }
            return file.problem(
                at: place,
                "\(target) must not import \(module); it may import "
                    + (row.imports.isEmpty
                        ? "nothing of ours" : row.imports.joined(separator: ", "))
            )
        }
    }

    /// The modules that a file imports, with the places of their names.
    private static func imports(of file: SourceFile) -> [(place: Int, module: String)] {
        let kinds = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
        return file.places(of: ["import"]).map { place in
            let name = kinds.contains(file.token(place + 1)) ? place + 2 : place + 1
            return (min(name, file.tokens.count - 1), file.token(name))
        }
    }
}
