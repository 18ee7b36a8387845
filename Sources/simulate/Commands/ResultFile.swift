import Measurement
import Reporting

/// The result of a run as a file has it.
enum ResultFile {
    /// Why there is none: the line for standard error, and what the process ends with.
    struct Refusal: Error {
        let line: String
        let exit: ExitCode
    }

    static func read(_ file: String) throws(Refusal) -> RunResult {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try InputFile.read(file)
        } catch {
            throw Refusal(line: "\(error)\n", exit: .unreadableFile)
        }
        do throws(ResultProblem) {
            return try Engine.resultReader.read(bytes, file: file)
        } catch {
            throw Refusal(line: "\(error)\n", exit: .invalidScenario)
        }
    }
}
