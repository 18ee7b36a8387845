import Foundation

/// An open file of the system; close it once.
struct Descriptor {
    let number: Int32
    /// For messages.
    let path: String

    static func open(_ path: String, _ flags: Int32) throws(FileError) -> Descriptor {
        // Permissions matter only to files that are created; the user's mask takes its part away.
        let number = unsafe Foundation.open(path, flags | O_CLOEXEC, 0o666)
        guard number >= 0 else { throw FileError(path: path, systemError: errno) }
        return Descriptor(number: number, path: path)
    }

    /// Refuses more than `limit` bytes, since some devices never end.
    func readAll(limit: Int) throws(FileError) -> [UInt8] {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe read(number, bytes.baseAddress, bytes.count)
            }
            if count == 0 { return all }
            if count > 0 {
                all += buffer[..<count]
                guard all.count <= limit else {
                    throw FileError(path: path, reason: "has more than \(limit) bytes")
                }
            } else if errno != EINTR {
                throw FileError(path: path, systemError: errno)
            }
        }
    }

    func writeAll(_ bytes: [UInt8]) throws(FileError) {
        var start = 0
        while start < bytes.count {
            let count = unsafe bytes[start...].withUnsafeBytes { rest in
                unsafe write(number, rest.baseAddress, rest.count)
            }
            if count >= 0 {
                start += count
            } else if errno != EINTR {
                throw FileError(path: path, systemError: errno)
            }
        }
    }

    func close() throws(FileError) {
        guard Foundation.close(number) == 0 else {
            throw FileError(path: path, systemError: errno)
        }
    }
}
