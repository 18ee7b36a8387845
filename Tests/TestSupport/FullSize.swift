import Foundation

/// Which part of their full size long tests take in release builds: all of it where the environment
/// has `FULL_SIZE`, else a half, for which intervals are wider by the root of 2.
package let fullSizeShare = ProcessInfo.processInfo.environment["FULL_SIZE"] == nil ? 2 : 1
