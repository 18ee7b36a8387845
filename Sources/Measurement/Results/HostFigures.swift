/// How the machine did that ran the simulation; never part of what is compared.
package struct HostFigures: Sendable, Equatable {
    package var wallSeconds: Double
    package var tasksPerWallSecond: Double
    package var eventsPerWallSecond: Double
    package var httpRequestsPerWallSecond: Double
    package var peakMemoryBytes: Int64
    /// Virtual seconds per wall second.
    package var timesRealTime: Double

    package init(
        wallSeconds: Double,
        tasksPerWallSecond: Double,
        eventsPerWallSecond: Double,
        httpRequestsPerWallSecond: Double,
        peakMemoryBytes: Int64,
        timesRealTime: Double
    ) {
        self.wallSeconds = wallSeconds
        self.tasksPerWallSecond = tasksPerWallSecond
        self.eventsPerWallSecond = eventsPerWallSecond
        self.httpRequestsPerWallSecond = httpRequestsPerWallSecond
        self.peakMemoryBytes = peakMemoryBytes
        self.timesRealTime = timesRealTime
    }
}
