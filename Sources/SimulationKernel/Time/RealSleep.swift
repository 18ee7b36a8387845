#if canImport(Darwin)
private import Darwin
#elseif canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#endif

/// The one place where real time is waited for.
enum RealSleep {
    /// Blocks the calling thread; a signal ends that early.
    static func block(for duration: Duration) {
        let (seconds, attoseconds) = duration.components
        var request = timespec()
        request.tv_sec = Int(min(seconds, 3600))
        request.tv_nsec = Int(attoseconds / 1_000_000_000)
        _ = unsafe nanosleep(&request, nil)
    }
}
