import Testing
import simulate

@Suite struct HelpTests {
    @Test func `the help fits on two screens`() {
        let lines = Help.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count < 80 && lines.allSatisfy { $0.count <= 100 })
    }

    @Test func `every flag that works is in the help, and no other`() {
        for flag in Flag.allCases {
            #expect(Help.text.contains("--\(flag.rawValue) ") == works(flag), "\(flag)")
        }
    }

    @Test func `every exit code that occurs is in the help`() {
        for code in ExitCode.allCases {
            #expect(Help.text.contains(" \(code.rawValue)  "), "\(code)")
        }
    }

    private func works(_ flag: Flag) -> Bool {
        do throws(UsageError) {
            let line =
                switch flag {
                case .json: ["bench", "--json"]
                case .tolerance, .failOnImprovement:
                    ["baseline", "check", "a", "--\(flag.rawValue)=virtual"]
                default: ["a", "--\(flag.rawValue)=virtual"]
                }
            _ = try Arguments.parse(line)
            return true
        } catch {
            return !error.message.contains("not available")
        }
    }
}
