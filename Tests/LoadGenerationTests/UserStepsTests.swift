import LoadGeneration
import Testing

struct UserStepsTests {
    private static func steps(_ start: Int, _ stages: [(Int64, Int)]) -> [String] {
        let stages = stages.map { UserPlan.Stage(duration: $0.0, target: $0.1) }
        var steps = UserSteps(UserPlan(start: start, stages: stages))
        var texts: [String] = []
        while let step = steps.next() { texts.append("\(step.instant):\(step.users)") }
        return texts
    }

    @Test(
        arguments: [
            (5, [], ["0:5"]),
            (0, [(10, 5)], ["0:0", "2:1", "4:2", "6:3", "8:4", "10:5"]),
            (0, [(10, 3)], ["0:0", "4:1", "7:2", "10:3"]),
            (4, [(10, 0)], ["0:4", "3:3", "5:2", "8:1", "10:0"]),
            (1, [(5, 1), (4, 3), (6, 3), (4, 1)], ["0:1", "7:2", "9:3", "17:2", "19:1"]),
            (2, [(0, 4), (3, 4), (0, 1), (2, 3)], ["0:2", "0:4", "3:1", "4:2", "5:3"]),
        ] as [(Int, [(Int64, Int)], [String])]
    )
    func `users come and go in whole steps`(
        start: Int,
        stages: [(Int64, Int)],
        expected: [String]
    ) {
        #expect(Self.steps(start, stages) == expected)
    }

    /// `ramping_vus_test.go` of k6, `TestRampingVUsConfigExecutionPlanExample` and corner cases.
    @Test func `the examples of k6 have the steps of k6`() {
        #expect(
            Self.steps(4, [(2, 6), (5, 1), (4, 5), (4, 1), (3, 4), (2, 4), (0, 1), (3, 1)]) == [
                "0:4", "1:5", "2:6", "3:5", "4:4", "5:3", "6:2", "7:1", "8:2", "9:3", "10:4",
                "11:5", "12:4", "13:3", "14:2", "15:1", "16:2", "17:3", "18:4", "20:1",
            ]
        )
        #expect(Self.steps(2, [(0, 5), (2, 3)]) == ["0:2", "0:5", "1:4", "2:3"])
        #expect(
            Self.steps(0, [(2, 2), (2, 0), (2, 2), (2, 0)])
                == ["0:0", "1:1", "2:2", "3:1", "4:0", "5:1", "6:2", "7:1", "8:0"]
        )
    }
}
