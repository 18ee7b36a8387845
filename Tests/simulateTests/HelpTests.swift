import Testing
import simulate

@Suite struct HelpTests {
    @Test func `the help fits on a screen`() {
        let lines = Help.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count < 60 && lines.allSatisfy { $0.count <= 100 })
    }

    @Test func `every flag that works is in the help, and no other`() {
        for flag in Flag.allCases {
            #expect(Help.text.contains("--\(flag.rawValue) ") == works(flag), "\(flag)")
        }
    }

    @Test func `every exit code that occurs is in the help`() {
        for code in ExitCode.allCases where code.rawValue != 4 && code.rawValue != 5 {
            #expect(Help.text.contains(" \(code.rawValue)  "), "\(code)")
        }
    }

    private func works(_ flag: Flag) -> Bool {
        do throws(UsageError) {
            let line = flag == .json ? ["bench", "--json"] : ["a", "--\(flag.rawValue)=virtual"]
            _ = try Arguments.parse(line)
            return true
        } catch {
            return !error.message.contains("not available")
        }
    }
}
