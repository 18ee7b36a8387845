import Foundation

/// Which part of its full size the longest of the long tests takes in release builds: all of it
/// where the environment has `FULL_SIZE`, else a half, for which intervals are wider by √2.
package let fullSizeShare = ProcessInfo.processInfo.environment["FULL_SIZE"] == nil ? 2 : 1
