/// The example of the contract.
enum ContractExample {
    static let text = #"""
        {
          "$schema": "scenario.schema.json",
          "version": 1,
          "name": "provisioning",
          "description": "1000 activations per second, each configured by a service that takes 60 s.",
          "seed": 42,
          "warmUp": "70s",
          "duration": "10m",
          "drain": "3m",
          "vars": { "rate": 1000, "prefetch": 610 },
          "infrastructure": {
            "http":   { "latency": { "distribution": "lognormal", "median": "1ms", "p99": "6ms" }, "concurrency": 64, "timeout": "30s" },
            "broker": { "latency": "300us", "concurrency": 8 },
            "store":  { "latency": "120us", "concurrency": 1 }
          },
          "systems": {
            "provisioning": {
              "profile": "task",
              "workers": { "count": 100, "prefetch": "$prefetch" },
              "configurationService": { "latency": "60s", "failure": "0.1%" }
            }
          },
          "load": {
            "activations": { "executor": "constant-arrival-rate", "rate": "$rate", "arrivals": "poisson", "flow": "activate" }
          },
          "faults": [],
          "thresholds": {
            "tasks_completed": ["rate>=995"],
            "task_duration": ["p(99)<62s"],
            "http_req_duration{name:submit}": ["p(95)<20ms"],
            "tasks_lost": ["count==0"]
          }
        }
        """#
}
