#if canImport(Darwin)
private import Darwin
#elseif canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#endif

/// Which thread this is; compared only, never shown.
struct ThreadIdentity: Equatable {
    private let handle: UInt

    static var current: ThreadIdentity {
        #if canImport(Darwin)
        ThreadIdentity(handle: UInt(pthread_mach_thread_np(pthread_self())))
        #else
        ThreadIdentity(handle: UInt(pthread_self()))
        #endif
    }
}
