// swift-tools-version: 6.3

import PackageDescription

let package = Package(
    name: "simulate",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "simulate", targets: ["simulate"])
    ],
    targets: [
        // Leaves: each knows nothing of the others.
        .target(name: "SimulationKernel"),
        .target(name: "Measurement"),
        .target(name: "JSON"),

        // What systems are written against, what they run on, and what drives them.
        .target(name: "Infrastructure", dependencies: ["JSON"]),
        .target(name: "Systems", dependencies: ["Infrastructure", "JSON"]),
        .target(
            name: "InMemoryInfrastructure",
            dependencies: ["Infrastructure", "JSON", "SimulationKernel"]
        ),
        .target(
            name: "LoadGeneration",
            dependencies: ["Infrastructure", "JSON", "Measurement", "SimulationKernel"]
        ),

        // The one module that puts the parts together, and the one that shows the outcome.
        .target(
            name: "Scenarios",
            dependencies: [
                "InMemoryInfrastructure", "Infrastructure", "JSON", "LoadGeneration",
                "Measurement", "SimulationKernel", "Systems",
            ],
            exclude: ["Resources"]
        ),
        .target(name: "Reporting", dependencies: ["JSON", "Measurement"]),
        .executableTarget(
            name: "simulate",
            dependencies: ["JSON", "Measurement", "Reporting", "Scenarios"]
        ),

        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(name: "SimulationKernelTests", dependencies: ["SimulationKernel"]),
        .testTarget(name: "MeasurementTests", dependencies: ["Measurement"]),
        .testTarget(name: "JSONTests", dependencies: ["JSON"]),
        .testTarget(name: "InfrastructureTests", dependencies: ["Infrastructure", "JSON"]),
        .testTarget(
            name: "InMemoryInfrastructureTests",
            dependencies: [
                "InMemoryInfrastructure", "Infrastructure", "JSON", "SimulationKernel",
                "TestSupport",
            ],
            exclude: ["Vectors"]
        ),
        .testTarget(
            name: "ScenariosTests",
            dependencies: [
                "InMemoryInfrastructure", "Infrastructure", "JSON", "Measurement", "Scenarios",
                "SimulationKernel", "TestSupport",
            ],
            exclude: ["Snapshots"]
        ),
        .testTarget(
            name: "ReportingTests",
            dependencies: ["JSON", "Measurement", "Reporting", "TestSupport"],
            exclude: ["Snapshots"]
        ),
        .testTarget(
            name: "simulateTests",
            dependencies: ["JSON", "Measurement", "Scenarios", "TestSupport", "simulate"]
        ),
        .testTarget(
            name: "SystemsTests",
            dependencies: [
                "InMemoryInfrastructure", "Infrastructure", "JSON", "SimulationKernel", "Systems",
                "TestSupport",
            ],
            exclude: ["Accounts/Endpoints/Snapshots"]
        ),
        .testTarget(
            name: "LoadGenerationTests",
            dependencies: [
                "Infrastructure", "JSON", "LoadGeneration", "Measurement", "SimulationKernel",
            ]
        ),
        .testTarget(
            name: "AcceptanceTests",
            dependencies: [
                "JSON", "LoadGeneration", "Measurement", "Reporting", "Scenarios",
                "SimulationKernel", "TestSupport",
            ]
        ),
        .testTarget(name: "TidyTests", dependencies: ["JSON", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("ImmutableWeakCaptures"),
        .enableUpcomingFeature("InferIsolatedConformances"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
    ]
}
