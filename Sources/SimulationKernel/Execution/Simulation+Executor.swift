extension Simulation: SerialExecutor, TaskExecutor {
    /// Takes a job that is to run now.
    ///
    /// Traps when the job comes from outside (a sleep of the real clock, a detached task, a
    /// dispatch queue) and when a second task became runnable within one event: either would make
    /// the order of the run depend on more than the calendar. Note that Swift 6.3 takes the body of
    /// a task out of its caller's isolation when the closure has a capture list; write it without.
    package func enqueue(_ job: consuming ExecutorJob) {
        precondition(
            owner == .current,
            """
            a task of the simulation was woken from another thread; \
            use the kernel's sleep, spawn and join
            """
        )
        precondition(tasks.runnable == nil, "one event made two tasks runnable")
        tasks.runnable = UnownedJob(job)
    }

    package func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        unsafe UnownedSerialExecutor(ordinary: self)
    }

    package func asUnownedTaskExecutor() -> UnownedTaskExecutor {
        unsafe UnownedTaskExecutor(ordinary: self)
    }

    /// Isolation to the simulation is being on its thread.
    package func checkIsolated() {
        precondition(owner == .current, "state of the simulation was touched from another thread")
    }
}
