package import Measurement

/// The forms that a result can be written in, by their names on the command line.
package enum ReportFormat: String, Sendable, CaseIterable {
    case text, json, html, junit, markdown, github, csv

    /// Whether it shows figures over time, which cost time to collect.
    package func needsSeries(_ context: ReportContext) -> Bool {
        switch self {
        case .json: context.includesSeries
        case .html, .csv: true
        case .text, .junit, .markdown, .github: false
        }
    }

    /// The same bytes for the same result on every machine, unless host figures are included.
    package func render(_ result: RunResult, _ context: ReportContext) -> String {
        switch self {
        case .text:
            TextReport.render(result, command: context.command, style: .plain)
        case .json:
            JSONReport.render(
                result,
                includeSeries: context.includesSeries,
                includeHost: context.includesHost
            )
        case .html: HTMLReport.render(result, context)
        case .junit: JUnitReport.render(result, context)
        case .markdown: MarkdownReport.render(result, context)
        case .github: GitHubReport.render(result, context)
        case .csv: CSVReport.render(result)
        }
    }
}
