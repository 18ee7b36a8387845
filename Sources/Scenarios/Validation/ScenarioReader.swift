import Infrastructure
import JSON

/// Reads scenario files, and says at once all that is wrong with one.
package enum ScenarioReader {
    /// Reads the bytes of a file, which messages call `file`, for the systems that there are.
    ///
    /// `overrides` are those of `--set`, of which the later ones win; `seed` is that of `--seed`,
    /// which wins over that of the file; `extraThresholds` are the arguments of `--threshold`.
    package static func read(
        bytes: [UInt8],
        file: String,
        overrides: [ScenarioOverride] = [],
        seed: UInt64? = nil,
        systems: [SystemCatalogueEntry],
        extraThresholds: [String] = []
    ) -> ScenarioReading {
        let document: JSONDocument
        do throws(JSONSyntaxError) {
            document = try JSONReader.read(bytes)
        } catch {
            // What follows a syntax error is guesswork, so it stands alone.
            return .invalid([Diagnostic(error, in: file)])
        }
        let report = DiagnosticReport(file: file, bytes: bytes, overrides: overrides)
        note(document.duplicateKeys, in: report)
        let keys = ScenarioTable(systems: systems.map(\.description)).keys
        let changed = OverrideApplier.apply(
            overrides,
            to: document.root,
            keys: keys,
            report: report
        )
        let root = VariableResolver.resolve(changed, report: report)
        let sections = SectionReader(report: report)
        let builder = ScenarioBuilder(
            root: root,
            values: sections.read(root, keys, at: ""),
            catalogue: systems,
            sections: sections
        )
        let scenario = builder.build(seed: seed, extraThresholds: extraThresholds)
        let diagnostics = report.sorted()
        guard let scenario, !report.hasErrors else { return .invalid(diagnostics) }
        return .valid(scenario, warnings: diagnostics)
    }

    private static func note(_ duplicates: [DuplicateKey], in report: DiagnosticReport) {
        for duplicate in duplicates {
            report.error(
                "the key \(Quotation.quoted(duplicate.key)) is there twice",
                at: duplicate.position,
                path: duplicate.path,
                hint: "it is first at \(duplicate.firstPosition)"
            )
        }
    }
}

extension Diagnostic {
    fileprivate init(_ error: JSONSyntaxError, in file: String) {
        self.init(
            file: file,
            position: error.position,
            message: error.message,
            hint: error.hint
        )
    }
}
