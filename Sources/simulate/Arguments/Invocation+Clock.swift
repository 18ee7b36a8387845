extension Invocation {
    /// Refuses what cannot be had of real time: a run that can be repeated.
    func checkClock(_ command: Command) throws(UsageError) {
        if options.isWallClock {
            let other =
                command == .verify
                ? "verify" : expectedFingerprint != nil ? "--expect-fingerprint" : nil
            if let other {
                throw UsageError(
                    "\(other) does not go with --clock wall",
                    hint: "no two runs in real time are the same; leave one of them out"
                )
            }
            if options.speed != nil {
                throw UsageError(
                    "--speed does not go with --clock wall",
                    hint: "--speed plays virtual time; leave one of them out"
                )
            }
        }
        guard question.seeds != nil else { return }
        let flag = options.isWallClock ? "--clock wall" : options.speed != nil ? "--speed" : nil
        if let flag {
            throw UsageError(
                "--seeds does not go with \(flag)",
                hint: "runs of many seeds go on side by side, as fast as they can"
            )
        }
    }
}
