import Measurement

extension TextReport {
    /// What became of the tasks, as two sums that a reader can check.
    var tasks: [String] {
        let tasks = result.tasks
        guard tasks.submitted > 0 else { return requests }
        let title = style.paint("Tasks, over the whole run", .heading)
        let answers = shown([
            (tasks.accepted, "accepted", true),
            (tasks.rejected, "rejected", false),
            (tasks.unanswered, "unanswered", false),
        ])
        let fates = shown([
            (tasks.completed, "completed", true),
            (tasks.failed, "failed", true),
            (tasks.deadLettered, "dead-lettered", false),
            (tasks.lost, "lost", true),
            (tasks.inFlight, "still in flight", false),
        ])
        return [title]
            + TextLayout.list("  \(Figure.count(tasks.submitted)) submitted: ", answers)
            + TextLayout.list("  \(Figure.count(tasks.accepted)) accepted: ", fates)
            + ["  \(Figure.count(tasks.duplicated)) duplicated"]
    }

    /// What became of requests and checks, in a run whose load asks for no tasks.
    private var requests: [String] {
        func count(_ name: String) -> Int64 { result.metric(name)?.counter?.count ?? 0 }
        let (requests, checks) = (count("http_reqs"), count("checks"))
        guard requests > 0 || checks > 0 else {
            return [style.paint("Tasks, over the whole run", .heading), "  none submitted"]
        }
        let failed = count("checks_failed")
        let title = style.paint("Requests and checks, in the measured part", .heading)
        let answers = "\(Figure.count(count("http_req_failed"))) failed"
        var lines = [title, "  \(Figure.count(requests)) requests: \(answers)"]
        if checks > 0 {
            let held = "\(Figure.count(checks - failed)) held"
            lines.append(
                "  \(Figure.count(checks)) checks: \(held), \(Figure.count(failed)) failed"
            )
        }
        return lines
    }

    /// What broke, the first ten times of it.
    var faults: [String] {
        guard !result.faults.isEmpty else { return [] }
        let most = 10
        var table = TextTable("Faults", columns: ["at", "until", "returned"])
        for fault in result.faults.prefix(most) {
            let name = TextLayout.printable("  \(fault.kind) \(fault.target)")
            let until = fault.until.map(Figure.instant) ?? "the end"
            let returned = Figure.count(Int64(fault.returnedMessages))
            table.add(name, [Figure.instant(fault.at), until, returned])
        }
        let more = result.faults.count - most
        return table.lines(style) + (more > 0 ? ["  and \(more) more"] : [])
    }

    /// How fast this machine was.
    var host: [String] {
        guard let host = result.host else { return [] }
        let times = Figure.level(host.timesRealTime.rounded())
        return [style.paint("This machine", .heading)]
            + TextLayout.list(
                "  ",
                [
                    "\(Figure.duration(seconds: host.wallSeconds)) of wall time",
                    "\(times) times real time",
                    "\(Figure.bytes(host.peakMemoryBytes)) at most in memory",
                ]
            )
            + TextLayout.list(
                "  ",
                [
                    perSecond(host.tasksPerWallSecond, "tasks"),
                    perSecond(host.httpRequestsPerWallSecond, "HTTP requests"),
                    perSecond(host.eventsPerWallSecond, "events") + " a wall second",
                ]
            )
    }

    private func perSecond(_ rate: Double, _ noun: String) -> String {
        Figure.level(rate.rounded()) + " " + noun
    }

    /// The figures to show: those that are not zero, and those that matter as zero too.
    private func shown(_ figures: [(count: Int64, name: String, always: Bool)]) -> [String] {
        figures.filter { $0.always || $0.count != 0 }.map { "\(Figure.count($0.count)) \($0.name)" }
    }
}
