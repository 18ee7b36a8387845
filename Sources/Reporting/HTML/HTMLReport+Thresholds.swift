import Measurement

extension HTMLReport {
    /// A row for each threshold; what failed stands first.
    var thresholds: String {
        guard !result.thresholds.isEmpty else { return "" }
        let order = result.thresholds.enumerated().sorted {
            (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
        }
        let showsBreach = result.thresholds.contains { $0.firstBreachAt != nil }
        let rows = order.map { row($0.element, showsBreach: showsBreach) }.joined()
        let breach = showsBreach ? #"<th class="n">first breach</th>"# : ""
        let content = """
            <div class="scroll"><table class="thresholds">
            <thead><tr><th>must hold</th><th class="n">value</th><th class="n">limit</th>\
            <th class="bar"></th><th class="n">margin</th>\(breach)</tr></thead>
            <tbody>
            \(rows)</tbody>
            </table></div>

            """
        return section("Thresholds", content, id: "thresholds")
    }

    private func rank(_ verdict: ThresholdVerdict) -> Int {
        verdict.passed ? 2 : verdict.strict ? 0 : 1
    }

    private func row(_ verdict: ThresholdVerdict, showsBreach: Bool) -> String {
        let text = ThresholdText(verdict)
        let (mark, style, word) =
            verdict.passed
            ? ("✓", "good", "passed")
            : verdict.strict ? ("✗", "bad", "failed") : ("!", "fair", "missed, need not be met")
        var name =
            "<span class=\"mark\" title=\"\(word)\">\(mark)</span>"
            + " <code>\(escaped(verdict.metric)) <b>\(escaped(verdict.expression))</b>"
            + (verdict.window.map { " \(escaped($0.description))" } ?? "") + "</code>"
        if !verdict.passed, let message = verdict.message {
            name += "<p>\(escaped(message))</p>"
        }
        let breach =
            showsBreach ? "<td class=\"n\" data-is=\"first breach\">\(text.firstBreach)</td>" : ""
        return """
            <tr class="\(style)"><th scope="row">\(name)</th>\
            <td class="n value" data-is="value">\(text.value)</td>\
            <td class="n" data-is="limit">\(text.limit)</td>\
            <td class="bar">\(bar(verdict))</td>\
            <td class="n" data-is="margin">\(text.margin)</td>\(breach)</tr>

            """
    }

    /// How much of its limit a value takes: the limit is always at the same place.
    private func bar(_ verdict: ThresholdVerdict) -> String {
        guard let value = verdict.value, verdict.limit > 0, value >= 0 else { return "" }
        let limit = 0.7
        let length = ChartDrawing.percent(min(1, value / verdict.limit * limit))
        let place = ChartDrawing.percent(limit)
        return #"<svg width="100%" height="14" aria-hidden="true">"#
            + #"<rect class="track" width="100%" height="6" y="4"/>"#
            + #"<rect class="fill" width="\#(length)" height="6" y="4"/>"#
            + #"<line x1="\#(place)" x2="\#(place)" y1="0" y2="14"/></svg>"#
    }
}
