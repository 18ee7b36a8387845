/// Draws a chart as SVG in HTML.
///
/// The drawing is as wide as the page allows: curves are stretched with it, while strokes and
/// letters keep their size. Names stand beside the plot, in the room that the style sheet leaves.
/// All coordinates are whole numbers or fixed decimals, so the bytes are the same everywhere.
struct ChartDrawing {
    private let chart: Chart
    private let vertical: ChartAxis

    /// The width that curves are drawn in before they are stretched.
    private static let width = 2_000
    /// How much finer than pixels curves are drawn.
    private static let fineness = 10
    /// The least distance of two names, in pixels.
    private static let lineHeight = 14

    init(_ chart: Chart) {
        self.chart = chart
        vertical = chart.vertical
    }

    var html: String {
        let size = chart.height < 150 ? " small" : ""
        let title = XMLText.escaped(chart.title)
        return """
            <figure class="chart\(size)">
            <figcaption><h3>\(title)</h3>\(note)</figcaption>
            <svg width="100%" height="\(chart.height)" role="img" aria-label="\(title)">
            \(grid)\(bands)\(curves)\(limits)\(marks)\(names)</svg>
            </figure>

            """
    }

    private var note: String {
        chart.note.isEmpty ? "" : "<p>\(XMLText.escaped(chart.note))</p>"
    }

    private var grid: String {
        var html = ""
        for tick in vertical.ticks {
            let y = pixel(tick.value)
            html += #"<line class="grid" x1="0" x2="100%" y1="\#(y)" y2="\#(y)"/>"#
            html += #"<text class="y" x="-8" y="\#(y + 4)">\#(tick.label)</text>"#
        }
        for (index, tick) in chart.horizontal.ticks.enumerated() {
            let place = chart.horizontal.place(tick.value)
            let anchor = index == 0 && place < 0.02 ? "start" : place > 0.97 ? "end" : "middle"
            let x = percent(place)
            html += #"<line class="tick" x1="\#(x)" x2="\#(x)" y1="\#(chart.height)" "#
            html += #"y2="\#(chart.height + 4)"/><text class="x" x="\#(x)" "#
            html += #"y="\#(chart.height + 17)" text-anchor="\#(anchor)">\#(tick.label)</text>"#
        }
        return html + "\n"
    }

    /// Stretches of time, each with its name above the plot, or in it where there is no room.
    private var bands: String {
        var html = ""
        var ends = [-1.0, -1.0]
        for band in chart.bands {
            let style = band.kind.rawValue
            let from = chart.horizontal.place(band.from)
            let until = chart.horizontal.place(band.until)
            let label = XMLText.escaped(band.label)
            html += #"<rect class="\#(style)" x="\#(percent(from))" y="0" "#
            html += #"width="\#(percent(until - from))" height="\#(chart.height)">"#
            html += "<title>\(label)</title></rect>"
            guard until - from > 0.12 || band.kind == .fault, chart.height >= 150 else { continue }
            // On a narrow screen a letter takes about a fortieth of the plot.
            let length = Double(band.label.unicodeScalars.count) / 40
            let isLate = band.kind == .fault && from + length > 1.2
            let start = isLate ? from - length : from
            guard let row = ends.firstIndex(where: { $0 <= start }) else { continue }
            ends[row] = start + length
            html += #"<text class="\#(style)" x="\#(percent(from))" "#
            html += (isLate ? #"text-anchor="end" "# : "") + #"y="\#(row == 0 ? -4 : 12)">"#
            html += "\(label)</text>"
        }
        return html + "\n"
    }

    private var curves: String {
        let view = "0 0 \(Self.width) \(chart.height * Self.fineness)"
        var html = #"<svg class="curves" width="100%" height="\#(chart.height)" "#
        html += #"viewBox="\#(view)" preserveAspectRatio="none">"#
        for line in chart.lines {
            let long = line.parts.filter { $0.count > 1 }.map(path).joined()
            let dots = line.parts.filter { $0.count == 1 }.map(path).joined()
            let style = line.style.rawValue
            if !long.isEmpty { html += "\n<path class=\"\(style)\" d=\"\(long)\"/>" }
            if !dots.isEmpty { html += "\n<path class=\"\(style) dot\" d=\"\(dots)\"/>" }
        }
        return html + "</svg>\n"
    }

    /// One part of a curve, in steps from point to point; a single point is a step of no length.
    private func path(_ points: [Chart.Point]) -> String {
        var path = ""
        var last = (x: 0, y: 0)
        for (index, point) in points.enumerated() {
            let x = Int((chart.horizontal.place(point.x) * Double(Self.width)).rounded())
            let height = Double(chart.height * Self.fineness)
            let y = Int(((1 - vertical.place(point.y)) * height).rounded())
            if index == 0 {
                path += "M\(x) \(y)"
                if points.count == 1 { path += "h0" }
            } else {
                let (right, down) = (x - last.x, y - last.y)
                path += index == 1 ? "l" : right < 0 ? "" : " "
                path += "\(right)" + (down < 0 ? "" : " ") + "\(down)"
            }
            last = (x, y)
        }
        return path
    }

    /// Limits from the highest down; a name stands above its line, or below it where the line
    /// above is too near.
    private var limits: String {
        var html = ""
        var floor = -100
        for limit in chart.limits.sorted(by: { $0.value > $1.value }) {
            let style = limit.isBroken ? "limit broken" : "limit"
            let label = XMLText.escaped(limit.label)
            guard vertical.covers(limit.value) else {
                floor = max(12, floor + Self.lineHeight)
                html += #"<text class="\#(style)" x="0" dx="4" y="\#(floor)">↑ \#(label)</text>"#
                continue
            }
            let y = pixel(limit.value)
            let place = limit.at.map(chart.horizontal.place)
            let from = percent(max(0, (place ?? 0) - 0.08))
            let until = percent(place.map { min(1, $0 + 0.08) } ?? 1)
            let isBelow = y < 16 || y - 5 < floor + Self.lineHeight
            let row = isBelow ? max(y, floor) + Self.lineHeight : y - 5
            floor = max(row, y)
            let isRight = (place ?? 0) > 0.6
            html += #"<line class="\#(style)" x1="\#(from)" x2="\#(until)" y1="\#(y)" y2="\#(y)"/>"#
            html += #"<text class="\#(style)" x="\#(isRight ? until : from)" "#
            html += isRight ? #"text-anchor="end" "# : #"dx="4" "#
            html += #"y="\#(row)">\#(label)</text>"#
        }
        return html
    }

    private var marks: String {
        var html = ""
        for mark in chart.marks {
            let place = chart.horizontal.place(mark.at)
            let x = percent(place)
            let side = place > 0.6 ? #"dx="-5" text-anchor="end""# : #"dx="5""#
            html += #"<line class="mark" x1="\#(x)" x2="\#(x)" y1="0" y2="\#(chart.height)"/>"#
            html += #"<text class="mark" x="\#(x)" \#(side) y="\#(chart.height - 6)">"#
            html += "\(XMLText.escaped(mark.label))</text>"
        }
        return html
    }

    /// The names of the lines at their right ends, moved apart where they would overlap.
    private var names: String {
        var names = chart.lines.compactMap { line -> (name: String, style: String, y: Int)? in
            guard let name = line.name, let end = line.parts.last?.last else { return nil }
            return (XMLText.escaped(name), line.style.rawValue, pixel(end.y) + 4)
        }
        // Of lines that end together the first stands at the top.
        names = names.enumerated().sorted { ($0.element.y, $0.offset) < ($1.element.y, $1.offset) }
            .map(\.element)
        for index in names.indices.dropFirst() {
            names[index].y = max(names[index].y, names[index - 1].y + Self.lineHeight)
        }
        var floor = chart.height + 4
        for index in names.indices.reversed() {
            names[index].y = min(names[index].y, floor)
            floor = names[index].y - Self.lineHeight
        }
        return names.map {
            #"<text class="name \#($0.style)" x="100%" dx="8" y="\#($0.y)">\#($0.name)</text>"#
        }.joined()
    }

    private func pixel(_ value: Double) -> Int {
        Int(((1 - vertical.place(value)) * Double(chart.height)).rounded())
    }

    private func percent(_ share: Double) -> String { Self.percent(share) }

    /// A share as a percentage with two decimals.
    static func percent(_ share: Double) -> String {
        let hundredths = Int((min(1, max(0, share)) * 10_000).rounded())
        let fraction = hundredths % 100
        guard fraction > 0 else { return "\(hundredths / 100)%" }
        return "\(hundredths / 100)." + (fraction < 10 ? "0" : "") + "\(fraction)%"
    }
}
