/// How many tasks a second the provisioning system does, under its heaviest shipped load.
enum ProvisioningBenchmark {
    static let tasks = Benchmark("provisioning.tasks", "tasks/s") { measure in
        let reading = ScenarioReader.read(
            bytes: Array(scenario.utf8),
            file: "benchmark",
            systems: SystemCatalogue.entries
        )
        guard case .valid(let scenario, _) = reading else { return 0 }
        let runner = ScenarioRunner(scenario, tool: ("benchmark", ""), withSeries: false)
        var count = 0.0
        measure { count = Double(runner.run().effort.tasks) }
        return count
    }

    /// 1,000 activations a second, each configured by a service that takes 6 s.
    private static let scenario = """
        {
          "version": 1,
          "name": "benchmark",
          "duration": "30s",
          "drain": "30s",
          "infrastructure": {
            "http": {
              "latency": { "distribution": "lognormal", "median": "1ms", "p99": "6ms" },
              "concurrency": 64,
              "timeout": "30s"
            },
            "broker": { "latency": "300us", "concurrency": 8 },
            "store": { "latency": "120us", "concurrency": 1 }
          },
          "systems": {
            "provisioning": {
              "profile": "task",
              "workers": { "count": 100, "prefetch": 610 },
              "configurationService": { "latency": "6s", "failure": "0.1%" }
            }
          },
          "load": {
            "activations": {
              "executor": "constant-arrival-rate",
              "rate": 1000,
              "arrivals": "poisson",
              "flow": "activate"
            }
          },
          "thresholds": { "tasks_lost": ["count==0"] }
        }
        """
}
