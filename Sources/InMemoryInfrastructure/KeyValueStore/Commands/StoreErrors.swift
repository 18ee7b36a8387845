import Infrastructure

/// The texts of Redis 7.0.
extension KeyValueStoreError {
    static let syntax = KeyValueStoreError("ERR syntax error")
    static let noSuchKey = KeyValueStoreError("ERR no such key")
    static let indexOutOfRange = KeyValueStoreError("ERR index out of range")
    static let databaseOutOfRange = KeyValueStoreError("ERR DB index is out of range")
    static let sameObject = KeyValueStoreError(
        "ERR source and destination objects are the same"
    )
    static let notAFloat = KeyValueStoreError("ERR value is not a valid float")
    static let notPositive = KeyValueStoreError("ERR value is out of range, must be positive")
    static let decrementOverflow = KeyValueStoreError("ERR decrement would overflow")
    static let offsetOutOfRange = KeyValueStoreError("ERR offset is out of range")
    static let stringTooLong = KeyValueStoreError(
        "ERR string exceeds maximum allowed size (proto-max-bulk-len)"
    )
    static let invalidCursor = KeyValueStoreError("ERR invalid cursor")
    static let outOfMemory = KeyValueStoreError(
        "OOM command not allowed when used memory > 'maxmemory'."
    )
    static let notANumber = KeyValueStoreError("ERR increment would produce NaN or Infinity")
    static let beyondSmallInteger = KeyValueStoreError(
        "ERR value is out of range, value must between -2147483648 and 2147483647"
    )

    static func wrongNumberOfArguments(_ command: String) -> KeyValueStoreError {
        KeyValueStoreError("ERR wrong number of arguments for '\(command)' command")
    }

    static func invalidExpireTime(_ command: String) -> KeyValueStoreError {
        KeyValueStoreError("ERR invalid expire time in '\(command)' command")
    }

    static func unknownCommand(_ name: String, arguments: String) -> KeyValueStoreError {
        KeyValueStoreError(
            line: "ERR unknown command '\(name)', with args beginning with: \(arguments)"
        )
    }

    static func unknownSubcommand(_ name: String, of command: String) -> KeyValueStoreError {
        subcommand(name, of: command, "unknown subcommand")
    }

    static func wrongSubcommand(_ name: String, of command: String) -> KeyValueStoreError {
        subcommand(name, of: command, "unknown subcommand or wrong number of arguments for")
    }

    private static func subcommand(
        _ name: String,
        of command: String,
        _ problem: String
    ) -> KeyValueStoreError {
        let name = String(decoding: name.utf8.prefix(128), as: UTF8.self)
        return KeyValueStoreError(
            line: "ERR \(problem) '\(name)'. Try \(command.asciiUppercased) HELP."
        )
    }

    static func notAllowedWhileSubscribed(_ command: String) -> KeyValueStoreError {
        KeyValueStoreError(
            "ERR Can't execute '\(command)': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / "
                + "QUIT / RESET are allowed in this context"
        )
    }

    /// An error whose text quotes the caller: line breaks, which would end it, become spaces.
    init(line text: String) {
        let bytes = text.utf8.map { $0 == 10 || $0 == 13 ? 32 : $0 }
        self.init(String(decoding: bytes, as: UTF8.self))
    }
}
