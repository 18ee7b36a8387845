import Foundation
import Reporting

/// Where the baseline of a scenario is kept: in `Baselines` beside the scenario's file.
struct BaselineFile {
    /// What reading it came to.
    enum Reading {
        case baseline(Baseline, path: String)
        /// The line for standard error, and what the process ends with.
        case failed(String, exit: ExitCode)
    }

    /// What is done about thresholds on a baseline.
    enum Use {
        /// They get their limits from it.
        case resolved
        /// They are not judged, since it is about to be written.
        case ignored
    }

    let path: String
    private let scenarioFile: String

    init(of entry: ScenarioFiles.Entry) {
        self.init(of: entry.scenario, in: entry.file)
    }

    init(of scenario: PreparedScenario, in file: String) {
        scenarioFile = file
        let folder = file.lastIndex(of: "/").map { file[...$0] } ?? ""
        path = folder + "Baselines/\(scenario.name).json"
    }

    func read() -> Reading {
        do throws(FileError) {
            let bytes = try InputFile.read(path)
            do throws(ResultProblem) {
                return .baseline(
                    try Engine.resultReader.readBaseline(bytes, file: path),
                    path: path
                )
            } catch {
                return .failed(error.description, exit: .invalidScenario)
            }
        } catch {
            guard error.isMissing else { return .failed(error.description, exit: .unreadableFile) }
            let command = "simulate baseline update \(Arguments.operand(scenarioFile))"
            return .failed(
                "\(path): error: \(scenarioFile) has no baseline; make it with \(command)",
                exit: .baselineNotFound
            )
        }
    }
}
