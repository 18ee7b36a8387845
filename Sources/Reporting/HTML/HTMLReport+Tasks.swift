import Measurement

extension HTMLReport {
    /// The slowest tasks, each as a bar of where it was when, the longest across the page.
    var slowestTasks: String {
        let longest = result.slowest.map(\.duration).max() ?? 0
        guard longest > 0 else { return "" }
        let rows = result.slowest.map { row($0, longest: longest) }.joined()
        let kinds = [
            ("queue", "waiting in a queue"), ("service", "served"), ("machine", "on a machine"),
        ]
        let key = kinds.map { "<span class=\"\($0)\">\($1)</span>" }.joined(separator: " ")
        let content = "<p class=\"key\">\(key)</p>\n<ol class=\"tasks\">\n\(rows)</ol>\n"
        return section("Slowest tasks", content, id: "slowest")
    }

    private func row(_ task: TaskTimeline, longest: Int64) -> String {
        let shown = Self.longestSteps(of: task)
        let bars = shown.map { step -> String in
            let from = Double(step.start - task.intendedStart) / Double(longest)
            let length = Double(step.end - step.start) / Double(longest)
            let (y, height) = step.kind == .machine ? (16, 5) : (0, 13)
            let title = escaped("\(step.name) \(Figure.duration(step.end - step.start))")
            return "<rect class=\"\(step.kind.rawValue)\" x=\"\(ChartDrawing.percent(from))\""
                + " width=\"\(ChartDrawing.percent(length))\" y=\"\(y)\" height=\"\(height)\">"
                + "<title>\(title)</title></rect>"
        }
        let whole = ChartDrawing.percent(Double(task.duration) / Double(longest))
        let arrival = Figure.instant(task.intendedStart / 1_000_000 * 1_000_000)
        return """
            <li><p><b>\(Figure.duration(task.duration))</b> <code>\(escaped(task.task))</code> \
            \(outcome(task.outcome)), arrived at \(arrival)</p>
            <svg width="100%" height="22" role="img" aria-label="where the task was when">\
            <rect class="track" width="\(whole)" y="0" height="13"/>\(bars.joined())</svg>
            <details><summary>\(summary(task))</summary>\(table(shown, of: task))</details></li>

            """
    }

    private func outcome(_ outcome: TaskTimeline.Outcome) -> String {
        outcome == .completed ? outcome.words : "<em>\(outcome.words)</em>"
    }

    /// The two hundred longest steps in their order: a task may be redelivered without end.
    private static func longestSteps(of task: TaskTimeline) -> [TaskTimeline.Step] {
        guard task.steps.count > 200 else { return task.steps }
        let order = task.steps.enumerated().sorted { left, right in
            let (a, b) = (left.element, right.element)
            return (b.end - b.start, left.offset) < (a.end - a.start, right.offset)
        }
        return order.prefix(200).sorted { $0.offset < $1.offset }.map(\.element)
    }

    /// Where most of the time went.
    private func summary(_ task: TaskTimeline) -> String {
        let order = task.steps.enumerated().sorted { left, right in
            let (a, b) = (left.element, right.element)
            return (b.end - b.start, left.offset) < (a.end - a.start, right.offset)
        }
        let most = order.prefix(3).map { _, step in
            let kind = step.kind == .queue ? "queue " : ""
            return escaped("\(kind)\(step.name) \(Figure.duration(step.end - step.start))")
        }
        guard !most.isEmpty else { return "no steps" }
        let rest = task.steps.count - most.count
        return most.joined(separator: ", ") + (rest > 0 ? " and \(rest) shorter" : "")
    }

    private func table(_ shown: [TaskTimeline.Step], of task: TaskTimeline) -> String {
        let rows = shown.map { step in
            "<tr><td class=\"n\">+\(Figure.duration(step.start - task.intendedStart))</td>"
                + "<td>\(step.kind.rawValue) \(escaped(step.name))</td>"
                + "<td class=\"n\">\(Figure.duration(step.end - step.start))</td></tr>\n"
        }
        guard !rows.isEmpty else { return "" }
        let rest = task.steps.count - shown.count
        let more = rest > 0 ? "<p>And \(rest) shorter.</p>" : ""
        return """
            <div class="scroll"><table class="steps"><thead><tr><th class="n">after</th>\
            <th>where</th><th class="n">for</th></tr></thead><tbody>
            \(rows.joined())</tbody></table></div>\(more)
            """
    }

    /// What broke, the first hundred times of it.
    var faults: String {
        let rows = result.faults.prefix(100).map { fault in
            let until = fault.until.map(Figure.instant) ?? "the end"
            let returned = Figure.count(Int64(fault.returnedMessages))
            return """
                <tr><th scope="row">\(escaped(fault.kind)) \
                <code>\(escaped(fault.target))</code></th>\
                <td class="n">\(Figure.instant(fault.at))</td><td class="n">\(until)</td>\
                <td class="n">\(returned)</td></tr>

                """
        }
        guard !rows.isEmpty else { return "" }
        let more = result.faults.count - rows.count
        let table = """
            <div class="scroll"><table><thead><tr><th>what</th><th class="n">at</th>\
            <th class="n">until</th><th class="n">messages given back</th></tr></thead>
            <tbody>
            \(rows.joined())</tbody></table></div>

            """
        return section(
            "Faults",
            table + (more > 0 ? "<p>And \(more) more.</p>\n" : ""),
            id: "faults"
        )
    }
}
